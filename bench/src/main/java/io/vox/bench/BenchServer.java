package io.vox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server as {@code vox server start} starts it, with a database of its own that is gone at the end. */
final class BenchServer implements AutoCloseable {
    private static final Pattern SERVES = Pattern.compile("Vox serves (\\S+)");
    static final String PASSWORD = "correct horse battery staple";
    private static final int PORT_LINE = 3;
    private static final int QUIET_TRIES = 60;
    private static final Duration QUIET = Duration.ofMillis(100);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final Process process;
    private final URI address;

    BenchServer() throws IOException {
        home = Files.createTempDirectory("vox-bench-");
        // PostgreSQL, which may run as another account, has to pass.
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        ProcessBuilder builder = new ProcessBuilder("./vox", "server", "start", "--port", "0")
                .redirectError(home.resolve("server.log").toFile());
        builder.environment().put("VOX_HOME", home.toString());
        builder.environment().keySet().removeAll(List.of("DATABASE_URL", "VOX_HOST"));
        process = builder.start();
        address = awaitAddress();
    }

    URI address() {
        return address;
    }

    /**
     * Waits until it has nothing left to do by itself, such as compiling: until it leaves the processors alone for a second.
     *
     * @throws IOException if it does not within a minute
     */
    void awaitQuiet() throws IOException, InterruptedException {
        Duration before = processorTime();
        for (int i = 0; i < QUIET_TRIES; i++) {
            TimeUnit.SECONDS.sleep(1);
            Duration after = processorTime();
            if (after.minus(before).compareTo(QUIET) < 0) {
                return;
            }
            before = after;
        }
        throw new IOException("the server is busy without being asked for anything");
    }

    private Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Opens its database. */
    Connection database() throws IOException, SQLException {
        return open("vox", place().password());
    }

    /** Opens its database as who may change PostgreSQL's settings. */
    Connection superuser() throws IOException, SQLException {
        return open(
                "postgres",
                Files.readString(home.resolve("keys/postgres-superuser")).strip());
    }

    private Connection open(String user, String password) throws IOException, SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + place().port() + "/vox", user, password);
    }

    /** Where its database listens, on the loopback address, and the password of user vox. */
    record Place(String port, String password) {}

    Place place() throws IOException {
        return new Place(
                Files.readAllLines(home.resolve("postgres/data/postmaster.pid")).get(PORT_LINE),
                Files.readString(home.resolve("keys/postgres")).strip());
    }

    /** Returns what PostgreSQL writes its log to. */
    Path postgresLog() {
        return home.resolve("logs/postgres.log");
    }

    /** Sets the server up and signs the two people of the beginning in. */
    People setUp() throws IOException, InterruptedException {
        call("GET", "/setup", null, null);
        Path initCode = home.resolve("keys/init-code");
        while (!Files.exists(initCode)) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        JsonNode made = call(
                "POST",
                "/setup",
                null,
                json.createObjectNode()
                        .put("initCode", Files.readString(initCode).strip())
                        .put("adminEmail", "admin@vox.example")
                        .put("adminName", "Ada Admin")
                        .put("adminPassword", PASSWORD)
                        .put("scoutEmail", "scout@vox.example"));
        JsonNode admin = call(
                "POST",
                "/auth/login",
                null,
                json.createObjectNode().put("email", "admin@vox.example").put("password", PASSWORD));
        JsonNode scout = call(
                "POST",
                "/auth/activate",
                null,
                json.createObjectNode()
                        .put("token", made.at("/scoutActivation/token").asText())
                        .put("password", PASSWORD));
        return new People(
                admin.get("accessToken").asText(), scout.get("accessToken").asText());
    }

    /**
     * The people of the beginning.
     *
     * @param admin access token of who runs the platform
     * @param scout access token of who curates the mainline
     */
    record People(String admin, String scout) {}

    /**
     * Calls an operation.
     *
     * @param token null = as nobody
     * @param body null = none
     * @return null = an empty answer
     * @throws IOException if it is refused
     */
    JsonNode call(String method, String path, @Nullable String token, @Nullable JsonNode body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/api/v1" + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + " was refused: " + answer.body());
        }
        return json.readTree(answer.body());
    }

    /** Asks for what may be refused, and returns the answer's body. */
    String ask(String method, String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1" + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Returns everything that it logged. */
    String log() throws IOException {
        return Files.readString(home.resolve("server.log"));
    }

    /** Returns everything that is in its database, as text. */
    String dump() throws IOException, SQLException {
        StringBuilder dump = new StringBuilder();
        try (Connection connection = database();
                Statement tables = connection.createStatement();
                Statement rows = connection.createStatement();
                ResultSet table = tables.executeQuery(
                        "select table_name from information_schema.tables where table_schema = 'public'")) {
            while (table.next()) {
                try (ResultSet row = rows.executeQuery("select t::text from \"" + table.getString(1) + "\" t")) {
                    while (row.next()) {
                        dump.append(row.getString(1)).append('\n');
                    }
                }
            }
        }
        return dump.toString();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.close();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : new ArrayList<>(all.toList()).reversed()) {
                Files.delete(path);
            }
        }
    }

    private URI awaitAddress() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher serves = SERVES.matcher(line);
            if (serves.find()) {
                return URI.create(serves.group(1));
            }
        }
        throw new IOException("the server does not start: " + Files.readString(home.resolve("server.log")));
    }
}
