package io.vox.cli.shell;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command may speak to and know of: it is given to the constructor of whoever asks for it.
 *
 * @param out for data
 * @param err for talk
 */
public record Surroundings(PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(System.out, System.err, System.getenv(), new ProcessTerminal());
    }

    /** A variable of the environment; empty = it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    /** Where Vox keeps what it is not told to put elsewhere: the folder named by VOX_HOME, else {@code ~/.vox}. */
    public Path home() {
        String named = variable("VOX_HOME");
        return named.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".vox")
                : Path.of(named).toAbsolutePath();
    }

    /** Tells the person something. */
    public void say(String line) {
        err.println(line);
    }
}
