package io.vox.agent.demo;

import io.vox.agent.fault.ExitCode;
import java.io.Serial;

/** The demonstration cannot go on. The message is one line that says what happened and what to do. */
public final class DemoException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    DemoException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What the shell is told. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** What the person is told. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
