package io.vox.server.evaluation.steps;

/** A text that is not the YAML we take. */
final class YamlException extends Exception {
    private final int line;

    /** Creates it with the line, from 1. */
    YamlException(int line, String reason) {
        super(reason);
        this.line = line;
    }

    int line() {
        return line;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
