package io.vox.agent.run.output;

import java.util.Map;

/** Colours text where colours are wanted. */
public enum Ink {
    /** Leaves everything as it is. */
    NONE,
    /** Uses the terminal's own colours. */
    COLOURED;

    /** Colours on a terminal, unless NO_COLOR says otherwise or the terminal has none. */
    public static Ink of(boolean terminal, Map<String, String> environment) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return terminal && !refused ? COLOURED : NONE;
    }

    String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("31", text);
    }

    String doubtful(String text) {
        return paint("33", text);
    }

    private String paint(String code, String text) {
        return this == NONE || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
