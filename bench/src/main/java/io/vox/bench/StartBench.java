package io.vox.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How long {@code vox server start} takes from the command to a server that is ready, with its database, and what it holds
 * in memory when it has nothing to do. Once with the cache that the launcher makes, once without. Arguments: how many starts
 * of each (default 7).
 */
public final class StartBench {
    private static final Pattern SERVES = Pattern.compile("Vox serves (\\S+)");
    private static final long SETTLE_SECONDS = 15;
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final Pattern PROPORTIONAL = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

    private StartBench() {}

    /** Runs the bench; the last line on stdout is made to be read by a program. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int starts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        Path home = Files.createTempDirectory("vox-bench-start-");
        // PostgreSQL, which may run as another account, has to pass.
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        try {
            System.out.println("Memory after " + SETTLE_SECONDS + " s without a request");
            System.out.println("start  cache  ready_s  server_mb  postgres_mb");
            print("first", true, start(home, true));
            List<Start> with = series(home, starts, true);
            List<Start> without = series(home, starts, false);
            System.out.printf(
                    Locale.ROOT,
                    "median with the cache %.2f s, without %.2f s%n",
                    median(with.stream().mapToDouble(Start::readySeconds)),
                    median(without.stream().mapToDouble(Start::readySeconds)));
            System.out.printf(
                    Locale.ROOT,
                    "start ready_s=%.2f idle_mb=%.0f%n",
                    median(with.stream().mapToDouble(Start::readySeconds)),
                    median(with.stream().mapToDouble(Start::serverMegabytes)));
        } finally {
            remove(home);
        }
    }

    private static List<Start> series(Path home, int starts, boolean cache) throws IOException, InterruptedException {
        List<Start> all = new ArrayList<>();
        for (int i = 1; i <= starts; i++) {
            Start start = start(home, cache);
            print(Integer.toString(i), cache, start);
            all.add(start);
        }
        return all;
    }

    private static void print(String name, boolean cache, Start start) {
        System.out.printf(
                Locale.ROOT,
                "%-5s  %-5s  %7.2f  %9.0f  %11.0f%n",
                name,
                cache ? "yes" : "no",
                start.readySeconds,
                start.serverMegabytes,
                start.postgresMegabytes);
    }

    private static Start start(Path home, boolean cache) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("./vox", "server", "start", "--port", "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("VOX_HOME", home.toString());
        builder.environment().keySet().removeAll(List.of("DATABASE_URL", "VOX_HOST"));
        if (!cache) {
            builder.environment().put("JDK_JAVA_OPTIONS", "-XX:AOTMode=off");
        }
        long begun = System.nanoTime();
        Process server = builder.start();
        try {
            awaitReady(address(server));
            double seconds = (System.nanoTime() - begun) / 1e9;
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            double resident = kilobytes(server.toHandle(), "status", RESIDENT) / 1e3;
            double postgres = server.descendants()
                            .mapToDouble(child -> kilobytes(child, "smaps_rollup", PROPORTIONAL))
                            .sum()
                    / 1e3;
            return new Start(seconds, resident, postgres);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    /** Reads where the server says that it serves. */
    private static URI address(Process server) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher serves = SERVES.matcher(line);
            if (serves.find()) {
                return URI.create(serves.group(1));
            }
        }
        throw new IOException("the server does not start; ./vox server start says why");
    }

    private static void awaitReady(URI server) throws IOException, InterruptedException {
        while (true) {
            HttpURLConnection connection = (HttpURLConnection)
                    server.resolve("/api/v1/health/ready").toURL().openConnection();
            if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Reads from the kernel's account of a process; 0 if it has ended. */
    private static double kilobytes(ProcessHandle process, String account, Pattern figure) {
        try {
            Matcher matcher = figure.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), account)));
            return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(path);
            }
        }
    }

    private record Start(double readySeconds, double serverMegabytes, double postgresMegabytes) {}
}
