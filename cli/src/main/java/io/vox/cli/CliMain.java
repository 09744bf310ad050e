package io.vox.cli;

import io.vox.cli.shell.Surroundings;

/** Entry point of the commands that speak to a server. */
public final class CliMain {
    private CliMain() {}

    public static void main(String[] arguments) {
        int code = new VoxCommandLine(Surroundings.ofProcess()).execute(arguments);
        // An exit waits 0.3 s for threads that are in the system, as those of HTTP always are; a return does not.
        if (code != 0 || othersRun()) {
            System.exit(code);
        }
    }

    /** Whether the process would go on after a return. */
    private static boolean othersRun() {
        return Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !thread.isDaemon())
                        .count()
                > 1;
    }
}
