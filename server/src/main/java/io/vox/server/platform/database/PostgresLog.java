package io.vox.server.platform.database;

import io.vox.server.platform.home.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What PostgreSQL said, and what a person should do about it. */
final class PostgresLog {
    private static final long LARGE_BYTES = 10_000_000;
    private static final int LAST_LINES = 5;

    private static final Map<String, String> ADVICE = Map.of(
            "No space left on device", "The disk is full: make room, or let VOX_HOME name another place.",
            "could not bind", "Another program took its port; start again.",
            "are incompatible with server",
                    "The data were written by another major version of PostgreSQL: dump them with that one, or let VOX_HOME"
                            + " name another place.",
            "could not create shared memory segment", "The system has no shared memory left.",
            "Permission denied", "Its files belong to somebody else.");

    private PostgresLog() {}

    /** Puts a log that has grown large aside, in place of the one put aside before. */
    static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGE_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Reads what was written to the log after a position. */
    static String since(Path log, long position) throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        int from = (int) Math.min(position, bytes.length);
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }

    /** Makes one sentence of a failure, with advice where the cause is known. */
    static StartException explain(String what, String output) {
        String advice = ADVICE.entrySet().stream()
                .filter(entry -> output.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .collect(Collectors.joining(" "));
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        String last = lines.stream()
                .skip(Math.max(0, lines.size() - LAST_LINES))
                .map(String::strip)
                .collect(Collectors.joining(" | "));
        return StartException.surroundings(what + ". " + (advice.isEmpty() ? "" : advice + " ") + "It said: " + last);
    }
}
