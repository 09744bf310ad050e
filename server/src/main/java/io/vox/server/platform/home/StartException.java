package io.vox.server.platform.home;

import org.jspecify.annotations.Nullable;

/** Why a server cannot start, in a sentence for the person who started it, with an exit code. */
public final class StartException extends RuntimeException {
    /** Exit code for a wrong setting. */
    public static final int CONFIGURATION = 2;

    /** Exit code for anything around the server that does not work. */
    public static final int SURROUNDINGS = 7;

    private final int exitCode;

    private StartException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static StartException configuration(String message) {
        return new StartException(CONFIGURATION, message, null);
    }

    public static StartException surroundings(String message) {
        return new StartException(SURROUNDINGS, message, null);
    }

    public static StartException surroundings(String message, Throwable cause) {
        return new StartException(SURROUNDINGS, message, cause);
    }

    public int exitCode() {
        return exitCode;
    }
}
