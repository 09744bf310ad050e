package io.vox.cli;

import io.vox.cli.shell.Surroundings;

/** Entry point of the commands that speak to a server. */
public final class CliMain {
    private CliMain() {}

    public static void main(String[] arguments) {
        System.exit(new VoxCommandLine(Surroundings.ofProcess()).execute(arguments));
    }
}
