package io.vox.agent;

import io.vox.agent.command.CommandSurroundings;
import io.vox.agent.command.VoxCommandLine;

/** Entry point of the commands that measure without a server. */
public final class AgentMain {
    private AgentMain() {}

    public static void main(String[] arguments) {
        VoxCommandLine.announce(arguments);
        int code = new VoxCommandLine(CommandSurroundings.ofProcess()).execute(arguments);
        // An exit waits 0.3 s for threads that are in the system, as some of the JDK's own always are; a return does
        // not.
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
