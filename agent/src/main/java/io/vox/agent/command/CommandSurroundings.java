package io.vox.agent.command;

import io.vox.agent.progress.TerminalSize;
import io.vox.agent.run.output.Ink;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a command may speak to and know of: it is given to the constructor of a command that asks for it.
 *
 * @param out for data
 * @param err for talk
 */
public record CommandSurroundings(PrintStream out, PrintStream err, Map<String, String> environment) {
    public CommandSurroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. */
    public static CommandSurroundings ofProcess() {
        return new CommandSurroundings(System.out, System.err, System.getenv());
    }

    /** Colours for what goes to {@code out}. */
    public Ink ink() {
        return Ink.of(TerminalSize.isTerminal(environment), environment);
    }
}
