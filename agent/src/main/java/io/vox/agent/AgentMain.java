package io.vox.agent;

import io.vox.agent.command.CommandSurroundings;
import io.vox.agent.command.VoxCommandLine;

/** Entry point of the commands that measure without a server. */
public final class AgentMain {
    private AgentMain() {}

    public static void main(String[] arguments) {
        System.exit(new VoxCommandLine(CommandSurroundings.ofProcess()).execute(arguments));
    }
}
