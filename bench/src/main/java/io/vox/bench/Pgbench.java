package io.vox.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own load generator, sending what the server sent for one job: the same statements, prepared, in the same
 * transactions, with the ids and secrets of each job in place of those that were noted.
 */
final class Pgbench {
    static final int WARM_UP_SECONDS = 3;

    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) ");
    private static final Pattern CALL_ID = Pattern.compile("call_[0-9a-z]{26}");
    private static final Pattern NUMBERED = Pattern.compile("\\$(\\d+)");

    /** A number of 18 digits tells jobs, and what is made for them, apart. */
    private static final String HEAD = "\\set n random(100000000000000000, 999999999999999999)\n";

    private static final String SERIAL = "lpad((:n)::text || '%d', 26, '0')";

    private Pgbench() {}

    /** Makes sure that it can be run. */
    static void requireThere() throws IOException, InterruptedException {
        try {
            new ProcessBuilder("pgbench", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IOException("pgbench is needed, which is in Debian's package postgresql", e);
        }
    }

    /** Returns the script of a region. */
    static String script(List<StatementLog.Sent> statements, ClaimLoad.Done noted, JobSeed.Region region) {
        Map<String, String> dynamic = new LinkedHashMap<>();
        dynamic.put(hex(noted.session()), "encode(sha256(('" + region.slug() + "-' || :client_id)::bytea), 'hex')");
        dynamic.put(hex(noted.lease()), "encode(sha256((:n)::text::bytea), 'hex')");
        dynamic.put(hex(noted.region().token()), "'" + hex(region.token()) + "'");
        dynamic.put(noted.region().tokenId(), "'" + region.tokenId() + "'");
        dynamic.put(noted.region().slug(), "'" + region.slug() + "'");
        dynamic.put(noted.jobId(), ":c_id");
        dynamic.put(noted.resultId(), "('res_' || " + SERIAL.formatted(0) + ")");
        List<StatementLog.Sent> ours = ours(statements, dynamic);
        if (ours.stream().noneMatch(sent -> sent.text().contains("'COMPLETED'"))) {
            throw new IllegalStateException("the completion was not noted");
        }
        StringBuilder script = new StringBuilder(HEAD);
        for (StatementLog.Sent sent : ours) {
            script.append(text(sent, dynamic)).append(sent.text().contains("skip locked") ? "\n\\gset c_\n" : ";\n");
        }
        return script.toString();
    }

    /** Those of transactions that name something of the job; others are of what the server does beside. */
    private static List<StatementLog.Sent> ours(List<StatementLog.Sent> statements, Map<String, String> dynamic) {
        List<StatementLog.Sent> ours = new ArrayList<>();
        Map<String, List<StatementLog.Sent>> open = new LinkedHashMap<>();
        for (StatementLog.Sent sent : statements) {
            List<StatementLog.Sent> transaction = open.get(sent.process());
            if (sent.text().equalsIgnoreCase("begin")) {
                open.put(sent.process(), new ArrayList<>(List.of(sent)));
            } else if (transaction != null) {
                transaction.add(sent);
                if (sent.isControl()) {
                    open.remove(sent.process());
                    if (transaction.stream().anyMatch(part -> names(part, dynamic))) {
                        ours.addAll(transaction);
                    }
                }
            } else if (names(sent, dynamic)) {
                ours.add(sent);
            }
        }
        return ours;
    }

    private static boolean names(StatementLog.Sent sent, Map<String, String> dynamic) {
        return sent.parameters().values().stream()
                .anyMatch(value -> dynamic.keySet().stream().anyMatch(value::contains));
    }

    private static String text(StatementLog.Sent sent, Map<String, String> dynamic) {
        Matcher number = NUMBERED.matcher(sent.text());
        StringBuilder text = new StringBuilder();
        while (number.find()) {
            String literal = sent.parameters().getOrDefault(Integer.valueOf(number.group(1)), "NULL");
            number.appendReplacement(text, Matcher.quoteReplacement(expression(literal, dynamic)));
        }
        return number.appendTail(text).toString();
    }

    private static String expression(String literal, Map<String, String> dynamic) {
        String text = literal;
        for (Map.Entry<String, String> entry : dynamic.entrySet()) {
            text = text.replace(entry.getKey(), "' || " + entry.getValue() + " || '");
        }
        Matcher call = CALL_ID.matcher(text);
        Map<String, Integer> calls = new LinkedHashMap<>();
        text = call.replaceAll(found -> Matcher.quoteReplacement("' || 'call_' || "
                + SERIAL.formatted(calls.computeIfAbsent(found.group(), id -> calls.size() + 1)) + " || '"));
        // A colon before a name would be a variable.
        text = text.replaceAll("(?<![: (]):(?=[A-Za-z_])", ":' || '");
        return text.equals(literal) ? literal : "(" + text + ")";
    }

    private static String hex(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs scripts in turn by chance. Returns transactions, that is jobs, in a second. */
    static double run(BenchServer server, List<String> scripts, int clients, int seconds)
            throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        for (String script : scripts) {
            files.add(Files.writeString(Files.createTempFile("vox-bench-", ".sql"), script));
        }
        try {
            runFiles(server, files, clients, WARM_UP_SECONDS);
            return runFiles(server, files, clients, seconds);
        } finally {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private static double runFiles(BenchServer server, List<Path> files, int clients, int seconds)
            throws IOException, InterruptedException {
        BenchServer.Place place = server.place();
        List<String> command = new ArrayList<>(List.of(
                "pgbench",
                "-n",
                "-M",
                "prepared",
                "-h",
                "127.0.0.1",
                "-p",
                place.port(),
                "-U",
                "vox",
                "-c",
                Integer.toString(clients),
                "-j",
                "1",
                "-T",
                Integer.toString(seconds)));
        files.forEach(file -> command.addAll(List.of("-f", file.toString())));
        command.add("vox");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", place.password());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher tps = TPS.matcher(output);
        if (process.waitFor() != 0 || !tps.find() || output.contains("aborted")) {
            throw new IOException("pgbench failed: " + output.lines().limit(20).toList());
        }
        return Double.parseDouble(tps.group(1));
    }
}
