package io.vox.agent.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves pages of application files and local pages on loopback, where a page may use the microphone and the address
 * guard admits nothing but this server. Each page has a path that cannot be guessed. Thread-safe.
 */
public final class PageServer implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("htm", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("wav", "audio/wav"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("ogg", "audio/ogg"));

    private final HttpServer server;
    /** Not virtual: what waits for their sockets would keep the program from ending for 0.3 s. */
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("pages-", 1).factory());

    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    private final Map<String, Path> folders = new ConcurrentHashMap<>();

    private PageServer(HttpServer server) {
        this.server = server;
    }

    /** Starts serving on a free port. */
    public static PageServer start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PageServer pages = new PageServer(http);
        http.createContext("/", pages::answer);
        http.setExecutor(pages.threads);
        http.start();
        return pages;
    }

    /** Serves a page that needs no other file; answers its address. */
    public URI page(String html) {
        String token = token();
        pages.put(token, html.getBytes(StandardCharsets.UTF_8));
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + token + "/");
    }

    /** Serves a local page with the files beside and below it; answers its address. */
    public URI file(Path page) throws IOException {
        Path real = page.toRealPath();
        String token = token();
        folders.put(token, real.getParent());
        String name = URLEncoder.encode(String.valueOf(real.getFileName()), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + token + "/" + name);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            // Another site's page in another browser must not read local files under a name that leads here.
            String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
            List<String> parts =
                    List.of(exchange.getRequestURI().getPath().substring(1).split("/", 2));
            String rest = parts.size() < 2 ? "" : parts.get(1);
            byte[] page = pages.get(parts.getFirst());
            Path folder = folders.get(parts.getFirst());
            if (!host.equals("127.0.0.1:" + server.getAddress().getPort())) {
                send(exchange, 421, "text/plain", bytes("unknown host"));
            } else if (page != null && rest.isEmpty()) {
                send(exchange, 200, "text/html; charset=utf-8", page);
            } else {
                Optional<Path> file = folder == null ? Optional.empty() : find(folder, rest);
                if (file.isPresent()) {
                    send(exchange, 200, type(file.get()), Files.readAllBytes(file.get()));
                } else {
                    send(exchange, 404, "text/plain", bytes("not found"));
                }
            }
        }
    }

    private static Optional<Path> find(Path folder, String name) {
        try {
            Path file = folder.resolve(name).toRealPath();
            boolean hidden = name.startsWith(".") || name.contains("/.");
            return !hidden && file.startsWith(folder) && Files.isRegularFile(file)
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IOException | InvalidPathException missing) {
            return Optional.empty();
        }
    }

    private static String type(Path file) {
        String name = String.valueOf(file.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String token() {
        return Long.toUnsignedString(RANDOM.nextLong(), 36);
    }
}
