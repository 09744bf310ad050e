package io.vox.agent.run;

import java.nio.file.Path;
import java.util.Map;

/** Where Vox keeps what it is not told to put elsewhere. */
public final class VoxHome {
    private VoxHome() {}

    /** The folder named by VOX_HOME, else {@code ~/.vox}. */
    public static Path of(Map<String, String> environment) {
        String named = environment.getOrDefault("VOX_HOME", "");
        return named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".vox")
                : Path.of(named).toAbsolutePath();
    }

    /** The folder of all runs. */
    public static Path runs(Map<String, String> environment) {
        return of(environment).resolve("runs");
    }
}
