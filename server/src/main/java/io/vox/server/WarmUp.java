package io.vox.server;

import io.vox.server.platform.home.VoxHome;
import io.vox.server.platform.secret.RandomToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sets a new server up and asks it what people and eval agents ask first, so that a JVM that notes what it loads, for later
 * starts, notes that too. What it answers does not matter.
 */
final class WarmUp {
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"accessToken\":\"([^\"]+)\"");
    private static final String EMAIL = "warm-up@vox.example";
    private static final List<String> READS = List.of(
            "/health/ready",
            "/me",
            "/regions",
            "/providers",
            "/projects",
            "/workflows",
            "/eval-sets",
            "/runs",
            "/jobs",
            "/results",
            "/eval-agents",
            "/eval-agent-tokens",
            "/metrics/realtime",
            "/metrics/leaderboard",
            "/openapi.yaml",
            "/nothing");

    private final URI server;
    private @Nullable String token;

    private WarmUp(URI server) {
        this.server = server;
    }

    static void run(URI server, VoxHome home) throws IOException {
        WarmUp warmUp = new WarmUp(server);
        String password = RandomToken.create();
        // Whoever first looks for the code makes it.
        warmUp.setUp("not the code", password);
        warmUp.setUp(Files.readString(home.keyFile("init-code")).strip(), password);
        Matcher login = ACCESS_TOKEN.matcher(
                warmUp.ask("POST", "/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, password)));
        warmUp.token = login.find() ? login.group(1) : null;
        for (String path : READS) {
            warmUp.ask("GET", path, null);
        }
        warmUp.ask("POST", "/workflows", "{}");
    }

    private void setUp(String initCode, String password) throws IOException {
        ask("POST", "/setup", """
                {"initCode":"%s","adminEmail":"%s","adminName":"Warm up","adminPassword":"%s",
                 "scoutEmail":"scout@vox.example"}""".formatted(initCode, EMAIL, password));
    }

    private String ask(String method, String path, @Nullable String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) server.resolve("/api/v1" + path).toURL().openConnection();
        connection.setRequestMethod(method);
        if (token != null) {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        if (body != null) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        try (InputStream answer = connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
                ? connection.getInputStream()
                : connection.getErrorStream()) {
            return answer == null ? "" : new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
