package io.vox.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How fast the public boards are read over HTTP while 100,000 results of 30 days stand behind them, whether that depends on
 * their number, and how soon a result that an eval agent reports is on the leaderboard. Arguments: how many results (default
 * 100000), seconds of each measurement (default 10).
 */
public final class ReadsBench {
    private static final int CONNECTIONS = 16;
    private static final int REPORTED = 10;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final String LEADERBOARD = "/api/v1/metrics/leaderboard";
    private static final String REALTIME = "/api/v1/metrics/realtime";
    private static final Map<String, String> GZIP = Map.of("Accept-Encoding", "gzip");

    private ReadsBench() {}

    /** Runs the bench; the last line on stdout is made to be read by a program. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        int results = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        Duration duration = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10);
        try (BenchServer server = new BenchServer();
                Connection database = server.database()) {
            BenchServer.People people = server.setUp();
            StoredHistory history = new StoredHistory(database);
            fold(history, database, 1, results / 10);
            System.out.println("results  board        encoding  answer_kb  requests_per_s  p50_ms  p99_ms");
            // Else the first figures would be those of a server that is not compiled yet.
            measure(server, LEADERBOARD, Map.of(), WARM_UP.multipliedBy(3));
            HttpLoad.Outcome few = print(results / 10, server, LEADERBOARD, Map.of(), duration);
            fold(history, database, results / 10 + 1, results);
            HttpLoad.Outcome leaderboard = print(results, server, LEADERBOARD, Map.of(), duration);
            HttpLoad.Outcome realtime = print(results, server, REALTIME, Map.of(), duration);
            print(results, server, LEADERBOARD, GZIP, duration);
            print(results, server, REALTIME, GZIP, duration);
            double slowest = new ResultToBoard(server, people).slowestSeconds(REPORTED);
            System.out.printf(
                    Locale.ROOT,
                    "reads leaderboard_rps=%.0f leaderboard_p99_ms=%.2f realtime_rps=%.0f growth_ratio=%.2f"
                            + " result_to_board_s=%.2f%n",
                    leaderboard.requestsPerSecond(),
                    leaderboard.p99Ms(),
                    realtime.requestsPerSecond(),
                    leaderboard.p50Ms() / few.p50Ms(),
                    slowest);
        }
    }

    /** Stores results and waits until they are on the boards. */
    private static void fold(StoredHistory history, Connection database, int from, int to)
            throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        history.write(from, to);
        while (isAnyUnfolded(database)) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(Locale.ROOT, "%d results stored and on the boards after %.1f s%n", to - from + 1, seconds);
    }

    private static boolean isAnyUnfolded(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select 1 from unfolded_result limit 1")) {
            return rows.next();
        }
    }

    private static HttpLoad.Outcome print(
            int results, BenchServer server, String path, Map<String, String> headers, Duration duration)
            throws IOException {
        measure(server, path, headers, WARM_UP);
        HttpLoad.Outcome outcome = measure(server, path, headers, duration);
        System.out.printf(
                Locale.ROOT,
                "%7d  %-11s  %-8s  %9.1f  %14.0f  %6.2f  %6.2f%n",
                results,
                path.substring(path.lastIndexOf('/') + 1),
                headers.getOrDefault("Accept-Encoding", "none"),
                outcome.answerBytes() / 1e3,
                outcome.requestsPerSecond(),
                outcome.p50Ms(),
                outcome.p99Ms());
        return outcome;
    }

    private static HttpLoad.Outcome measure(
            BenchServer server, String path, Map<String, String> headers, Duration duration) throws IOException {
        try (HttpLoad load = new HttpLoad(server.address().resolve(path), headers, CONNECTIONS)) {
            return load.run(duration);
        }
    }
}
