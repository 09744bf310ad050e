package io.vox.cli.shell;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Those of this process. */
final class ProcessTerminal implements Terminal {

    // The plain console of java.base, which is what we get, is null without a terminal.
    @Override
    @SuppressWarnings("SystemConsoleNull")
    public boolean isInteractive() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public String ask(String question) {
        return answered(console().readLine("%s: ", question));
    }

    @Override
    public String askSecretly(String question) {
        char[] typed = console().readPassword("%s: ", question);
        return answered(typed == null ? null : new String(typed));
    }

    @Override
    public String readLine() {
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return answered(lines.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read stdin", e);
        }
    }

    @Override
    public String readAll() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read stdin", e);
        }
    }

    private static Console console() {
        return Objects.requireNonNull(System.console(), "nobody can be asked");
    }

    private static String answered(@Nullable String line) {
        if (line == null) {
            throw new CliFailure(ExitCode.CANCELED, "nothing was typed");
        }
        return line;
    }
}
