package io.vox.cli.option;

import io.vox.cli.shell.CliFailure;
import io.vox.cli.shell.Surroundings;
import io.vox.cli.shell.Terminal;
import picocli.CommandLine.Option;

/** Where a password comes from: never from arguments, which others on the machine can see. */
public final class PasswordOption {
    private final Surroundings surroundings;

    @Option(names = "--password-stdin", description = "Read the password from stdin instead of asking for it.")
    private boolean stdin;

    /** Makes the option that picocli fills in. */
    public PasswordOption(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** A password that exists. */
    public String existing() {
        return stdin ? surroundings.terminal().readLine() : terminal().askSecretly("Password");
    }

    /** A password that is chosen now. */
    public String chosen() {
        if (stdin) {
            return surroundings.terminal().readLine();
        }
        String first = terminal().askSecretly("New password");
        if (!terminal().askSecretly("The same again").equals(first)) {
            throw CliFailure.usage("the passwords differ; nothing was changed");
        }
        return first;
    }

    private Terminal terminal() {
        Terminal terminal = surroundings.terminal();
        if (!terminal.isInteractive()) {
            throw CliFailure.usage("there is no terminal to ask for a password; --password-stdin reads it");
        }
        return terminal;
    }
}
