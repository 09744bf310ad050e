package io.vox.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has PostgreSQL note, word for word, what a server sends it. */
final class StatementLog {
    /** A line of the log with what follows it; only the first begins at the margin. */
    private static final Pattern ENTRY =
            Pattern.compile("(?m)^\\d{4}-\\S+ \\S+ \\S+ \\[(\\d+)\\] (\\w+):  (.*(?:\\n\\t.*)*+)");

    private static final Pattern EXECUTE = Pattern.compile("(?s)(?:execute [^:]+|statement): (.*)");
    private static final Pattern PARAMETER = Pattern.compile("(?s)\\$(\\d+) = (NULL|'(?:[^']++|'')*+')");
    private static final String PARAMETERS = "Parameters: ";

    private StatementLog() {}

    /**
     * A statement.
     *
     * @param process of PostgreSQL, one for each connection
     * @param parameters literals by their numbers, with their quotation marks
     */
    record Sent(String process, String text, Map<Integer, String> parameters) {
        boolean isControl() {
            return text.equalsIgnoreCase("begin") || text.equalsIgnoreCase("commit");
        }
    }

    /** What may fail. */
    interface Work {
        void run() throws IOException;
    }

    /** Returns what is sent while the work is done: what comes from other work is left to the caller to tell apart. */
    static List<Sent> of(BenchServer server, Work work) throws IOException, SQLException {
        Path log = server.postgresLog();
        try (Connection superuser = server.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("alter system set log_statement = 'all'");
            statement.execute("select pg_reload_conf()");
            // A connection obeys before its next statement, once it has been told.
            work.run();
            work.run();
            long begin = Files.size(log);
            work.run();
            String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).substring((int) begin);
            statement.execute("alter system reset log_statement");
            statement.execute("select pg_reload_conf()");
            return parse(text);
        }
    }

    private static List<Sent> parse(String log) {
        List<Sent> all = new ArrayList<>();
        Matcher entry = ENTRY.matcher(log);
        while (entry.find()) {
            String text = entry.group(3).replace("\n\t", "\n");
            Matcher execute = EXECUTE.matcher(text);
            if (entry.group(2).equals("LOG") && execute.matches()) {
                all.add(new Sent(entry.group(1), execute.group(1).strip(), new LinkedHashMap<>()));
            } else if (entry.group(2).equals("DETAIL") && text.startsWith(PARAMETERS) && !all.isEmpty()) {
                Matcher parameter = PARAMETER.matcher(text);
                while (parameter.find()) {
                    all.getLast().parameters().put(Integer.valueOf(parameter.group(1)), parameter.group(2));
                }
            }
        }
        return all;
    }
}
