package io.vox.agent;

import io.vox.agent.browser.BrowserDriver;
import io.vox.agent.command.CommandSurroundings;
import io.vox.agent.command.VoxCommandLine;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Entry point of the commands that measure without a server. */
public final class AgentMain {
    private static final Set<String> MEASURING = Set.of("demo", "try", "run");
    private static final Set<String> ASKING = Set.of("-h", "--help", "-V", "--version");

    private AgentMain() {}

    public static void main(String[] arguments) {
        if (measures(List.of(arguments))) {
            // It takes longer to start than the command line takes to be read.
            BrowserDriver.expect();
        }
        int code = new VoxCommandLine(CommandSurroundings.ofProcess()).execute(arguments);
        // An exit waits 0.3 s for threads that are in the system, as some of the JDK's own always are; a return does
        // not.
        if (code != 0 || othersRun()) {
            System.exit(code);
        }
    }

    private static boolean measures(List<String> arguments) {
        return !arguments.isEmpty()
                && MEASURING.contains(arguments.getFirst())
                && Collections.disjoint(arguments, ASKING);
    }

    /** Whether the process would go on after a return. */
    private static boolean othersRun() {
        return Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !thread.isDaemon())
                        .count()
                > 1;
    }
}
