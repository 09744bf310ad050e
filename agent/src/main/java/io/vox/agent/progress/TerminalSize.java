package io.vox.agent.progress;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What is known of the terminal in front of the person. */
public final class TerminalSize {
    private static final int USUAL_COLUMNS = 80;
    private static final int MOST_COLUMNS = 500;

    private TerminalSize() {}

    /** Whether a line can be redrawn and coloured. */
    // The plain console of java.base, which is what we get, is null without a terminal.
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isTerminal(Map<String, String> environment) {
        Console console = System.console();
        return console != null
                && console.isTerminal()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** Columns, by COLUMNS or by what {@code stty} says; 80 where neither is known. */
    public static int columns(Map<String, String> environment) {
        String named = environment.get("COLUMNS");
        return parse(named == null || named.isBlank() ? stty() : named);
    }

    private static int parse(String text) {
        try {
            int columns = Integer.parseInt(text.strip());
            return columns > 0 && columns <= MOST_COLUMNS ? columns : USUAL_COLUMNS;
        } catch (NumberFormatException unknown) {
            return USUAL_COLUMNS;
        }
    }

    private static String stty() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            String size = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return size.replaceFirst("^\\d+ ", "");
        } catch (IOException notThere) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
