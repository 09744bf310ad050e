package io.vox.cli.shell;

/** Exit codes of every Vox command (measurement 4). */
public enum ExitCode {
    PASS(0),
    FAILED(1),
    USAGE(2),
    INCONCLUSIVE(3),
    TARGET_UNAVAILABLE(4),
    HARNESS_FAULT(5),
    TIMEOUT(6),
    SERVER_ERROR(7),
    CANCELED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number given to the shell. */
    public int code() {
        return code;
    }
}
