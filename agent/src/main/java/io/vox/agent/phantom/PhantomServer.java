package io.vox.agent.phantom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vox.agent.corpus.Corpus;
import io.vox.agent.corpus.CorpusAsset;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves the calibration agent on loopback. Each load of the page is a conversation of its own, programmed by the query
 * of its address over the server's own program. Thread-safe.
 */
public final class PhantomServer implements AutoCloseable {
    private static final int MAXIMUM_BODY_BYTES = 64 << 20;
    private static final Map<String, String> PAGES = Map.of(
            "/", "index.html",
            "/phantom.js", "phantom.js",
            "/clock-watch.js", "/io/vox/agent/browser/clock-watch.js",
            "/agent-worklet.js", "agent-worklet.js",
            "/playback.html", "playback.html");

    private final HttpServer server;
    /** Not virtual: what waits for their sockets would keep the program from ending for 0.3 s. */
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("phantom-", 1).factory());

    private final PhantomProgram defaults;
    private final Path folder;
    private final ObjectMapper json = new ObjectMapper();
    private final Corpus corpus = Corpus.standard();
    private final Map<String, PhantomSession> sessions = new ConcurrentHashMap<>();

    private PhantomServer(HttpServer server, PhantomProgram defaults, Path folder) {
        this.server = server;
        this.defaults = defaults;
        this.folder = folder;
    }

    /**
     * Starts serving.
     *
     * @param port 0 = any free one
     * @param folder where the truth recordings of the sessions go
     */
    public static PhantomServer start(int port, PhantomProgram defaults, Path folder) throws IOException {
        Files.createDirectories(folder);
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        PhantomServer phantom = new PhantomServer(http, defaults, folder);
        http.createContext("/", phantom::answer);
        http.setExecutor(phantom.threads);
        http.start();
        return phantom;
    }

    /** The address of the page, without a query. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The address of the page for one named conversation that follows {@code changes}. */
    public URI uri(String session, Map<String, String> changes) {
        Map<String, String> all = new LinkedHashMap<>(changes);
        all.put("session", session);
        return URI.create(uri() + "?" + PhantomProgram.query(all));
    }

    /** The conversation of that name, once its page has asked for its program. */
    public Optional<PhantomSession> session(String name) {
        return Optional.ofNullable(sessions.get(name));
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        for (PhantomSession session : sessions.values()) {
            session.close();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                route(exchange);
            } catch (IllegalArgumentException refused) {
                String reason = Objects.toString(refused.getMessage(), "bad request");
                send(exchange, 400, "text/plain; charset=utf-8", reason.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String page = PAGES.get(path);
        if (page != null) {
            send(exchange, 200, contentType(page), resource(page));
        } else if (path.equals("/program.json")) {
            program(exchange);
        } else if (path.startsWith("/assets/")) {
            asset(exchange, path.substring("/assets/".length()));
        } else if (path.startsWith("/sessions/") && exchange.getRequestMethod().equals("POST")) {
            record(exchange, path.substring("/sessions/".length()));
        } else {
            send(exchange, 404, "text/plain", "not found".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void program(HttpExchange exchange) throws IOException {
        Map<String, String> changes = query(exchange.getRequestURI().getRawQuery());
        changes.putIfAbsent("session", "s" + System.nanoTime());
        PhantomProgram program = defaults.with(changes);
        for (String asset : program.assets()) {
            corpus.asset(corpus.agentVoice(), asset);
        }
        PhantomSession session = new PhantomSession(folder.resolve(program.session() + ".wav"), program);
        PhantomSession previous = sessions.put(program.session(), session);
        if (previous != null) {
            previous.close();
        }
        ObjectNode answer = json.valueToTree(program);
        answer.set("assets", json.valueToTree(program.assets()));
        for (String name : List.of("transport", "playback", "microphone")) {
            answer.put(name, answer.get(name).textValue().toLowerCase(Locale.ROOT));
        }
        send(exchange, 200, "application/json", json.writeValueAsBytes(answer));
    }

    private void asset(HttpExchange exchange, String name) throws IOException {
        int dot = name.lastIndexOf('.');
        CorpusAsset asset = corpus.asset(corpus.agentVoice(), dot < 0 ? name : name.substring(0, dot));
        if (name.endsWith(".json")) {
            Map<String, Object> bounds = Map.of(
                    "frames", asset.frames(),
                    "firstVoicedFrame", asset.firstVoicedFrame(),
                    "lastVoicedFrame", asset.lastVoicedFrame());
            send(exchange, 200, "application/json", json.writeValueAsBytes(bounds));
            return;
        }
        float[] samples = corpus.samples(asset);
        ByteBuffer pcm = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            pcm.putShort((short) Math.clamp(Math.round(sample * 32768f), -32768, 32767));
        }
        send(exchange, 200, "application/octet-stream", pcm.array());
    }

    private void record(HttpExchange exchange, String path) throws IOException {
        String[] parts = path.split("/", 2);
        PhantomSession session = sessions.get(parts[0]);
        if (session == null || parts.length < 2) {
            send(exchange, 404, "text/plain", "no such session".getBytes(StandardCharsets.UTF_8));
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAXIMUM_BODY_BYTES);
        if (parts[1].equals("truth")) {
            String frame = query(exchange.getRequestURI().getRawQuery()).getOrDefault("frame", "");
            session.append(Long.parseLong(frame), body);
        } else {
            JsonNode log = parsed(body);
            List<PhantomEvent> events = events(log);
            // The page waits for the answer only; putting the recording in order takes its time afterwards.
            send(exchange, 204, null, new byte[0]);
            session.finish(events, log);
            return;
        }
        send(exchange, 204, null, new byte[0]);
    }

    private JsonNode parsed(byte[] body) throws IOException {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("malformed log: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private List<PhantomEvent> events(JsonNode log) throws IOException {
        return json.convertValue(log, new TypeReference<List<PhantomEvent>>() {});
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> values = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return values;
        }
        for (String pair : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            values.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return values;
    }

    private static String contentType(String page) {
        return page.endsWith(".js") ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8";
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(
                PhantomServer.class.getResourceAsStream(name), () -> "missing resource " + name)) {
            return stream.readAllBytes();
        }
    }

    private static void send(HttpExchange exchange, int status, @Nullable String type, byte[] body) throws IOException {
        if (type != null) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
