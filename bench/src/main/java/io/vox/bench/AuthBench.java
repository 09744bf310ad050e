package io.vox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * How fast a server says who asks, by an API key over 16 connections, and whether 16 people who log in at once, again and again,
 * starve somebody who only reads.
 */
public final class AuthBench {
    private static final int AT_ONCE = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(15);
    private static final String NO_LIMIT = "900000000";

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    /** Has a row, or the specs would fail; asked here it would end the bench. */
    private static final Set<String> ENDS_THE_CALLER = Set.of("logOutEverywhere", "deleteMe");

    private static final String SECRET = "a secret of the bench";
    /** What the policy says to everybody of an operation that its table does not have. */
    private static final String NO_ROW = "Nobody may do that.";

    private AuthBench() {}

    /** Prints the figures. */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        try (BenchServer server = new BenchServer()) {
            ObjectMapper json = new ObjectMapper();
            String admin = server.setUp().admin();
            for (String limit : List.of("limits.key-per-minute", "limits.basic-per-month")) {
                ObjectNode value = json.createObjectNode().put("value", NO_LIMIT);
                server.call("PUT", "/admin/settings/" + limit, admin, value);
            }
            JsonNode key = server.call(
                    "POST", "/api-keys", admin, json.createObjectNode().put("name", "bench"));
            ObjectNode credentials =
                    json.createObjectNode().put("email", "admin@vox.example").put("password", BenchServer.PASSWORD);
            Map<String, String> asKey =
                    Map.of("Authorization", "Bearer " + key.get("secret").asText());
            URI me = server.address().resolve("/api/v1/me");

            HttpLoad.Outcome asked;
            String answer = server.ask("GET", "/me", key.get("secret").asText());
            try (HttpLoad load = new HttpLoad(me, asKey, AT_ONCE)) {
                load.expect(answer);
                load.run(WARM_UP);
                asked = load.run(MEASURED);
            }
            System.out.printf(
                    "GET /me over %d connections: %.0f a second, median %.1f ms%n",
                    AT_ONCE, asked.requestsPerSecond(), asked.p50Ms());

            Callable<JsonNode> logIn = () -> server.call("POST", "/auth/login", null, credentials);
            repeat(logIn, Duration.ofSeconds(3));
            HttpLoad.Outcome read;
            long logIns;
            try (ExecutorService beside = Executors.newSingleThreadExecutor();
                    HttpLoad load = new HttpLoad(me, asKey, 1)) {
                load.expect(answer);
                Future<Long> counted = beside.submit(() -> repeat(logIn, MEASURED));
                read = load.run(MEASURED);
                logIns = counted.get();
            }
            System.out.printf(
                    "%d logins in flight: %d in %d s; reads beside them take %.1f ms in the median%n",
                    AT_ONCE, logIns, MEASURED.toSeconds(), read.p50Ms());
            List<String> secrets =
                    List.of(BenchServer.PASSWORD, admin, key.get("secret").asText(), SECRET);
            server.call("PUT", "/secrets/BENCH", admin, json.createObjectNode().put("value", SECRET));
            System.out.printf(
                    "policy_covered=%.0f%% secrets_in_logs=%d secrets_in_dump=%d%n",
                    covered(server, admin), found(server.log(), secrets), found(server.dump(), secrets));
            System.out.printf(
                    "auth me_rps=%.0f me_p99_ms=%.1f logins_per_s=%.1f read_p99_during_logins_ms=%.1f%n",
                    asked.requestsPerSecond(), asked.p99Ms(), logIns / (double) MEASURED.toSeconds(), read.p99Ms());
        }
    }

    /**
     * Returns how many percent of the operations of the contract the table of the policy has: those that are open, and those that
     * an administrator is refused for another reason than that there is no row, or not at all. Without parameters and bodies,
     * which are read after the policy.
     */
    private static double covered(BenchServer server, String admin) throws IOException, InterruptedException {
        int operations = 0;
        int rows = 0;
        Map<?, ?> contract = (Map<?, ?>)
                new Load(LoadSettings.builder().setCodePointLimit(1 << 24).build())
                        .loadFromString(server.ask("GET", "/openapi.yaml", admin));
        for (Map.Entry<?, ?> path : ((Map<?, ?>) Objects.requireNonNull(contract.get("paths"))).entrySet()) {
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) path.getValue()).entrySet()) {
                String method = entry.getKey().toString().toUpperCase(Locale.ROOT);
                if (!METHODS.contains(method)) {
                    continue;
                }
                Map<?, ?> operation = (Map<?, ?>) entry.getValue();
                operations++;
                if (List.of().equals(operation.get("security"))
                        || ENDS_THE_CALLER.contains(operation.get("operationId"))
                        || !server.ask(method, path.getKey().toString().replaceAll("[{}]", ""), admin)
                                .contains(NO_ROW)) {
                    rows++;
                }
            }
        }
        return 100.0 * rows / operations;
    }

    private static long found(String text, List<String> secrets) {
        return secrets.stream().filter(text::contains).count();
    }

    /** Does the same again and again, 16 at once, and returns how often it was done. */
    private static long repeat(Callable<?> work, Duration time) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + time.toNanos();
        Callable<Long> one = () -> {
            long done = 0;
            while (System.nanoTime() < end) {
                work.call();
                done++;
            }
            return done;
        };
        long sum = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> parts = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                parts.add(threads.submit(one));
            }
            for (Future<Long> part : parts) {
                sum += part.get();
            }
        }
        return sum;
    }
}
