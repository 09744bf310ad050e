package io.vox.server;

import io.vox.server.platform.home.StartException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known before anything can be started, from the environment.
 *
 * @param home {@code VOX_HOME}, by default {@code .vox} in the person's home
 * @param databaseUrl {@code DATABASE_URL}; empty = start a PostgreSQL of our own
 * @param host {@code VOX_HOST}, the address to listen at, by default the loopback one
 * @param port {@code VOX_PORT}, by default 8080; 0 = any free one
 * @param endsWithStdin {@code VOX_END_WITH_STDIN}: whether it ends when its stdin does, as when its parent is gone
 */
public record ServerSettings(Path home, Optional<String> databaseUrl, String host, int port, boolean endsWithStdin) {
    private static final int DEFAULT_PORT = 8080;
    private static final int LAST_PORT = 65_535;

    /**
     * Reads them.
     *
     * @throws StartException if a value makes no sense
     */
    public static ServerSettings of(Map<String, String> environment) {
        String home = environment.getOrDefault("VOX_HOME", "");
        return new ServerSettings(
                home.isBlank() ? Path.of(System.getProperty("user.home"), ".vox") : Path.of(home),
                Optional.ofNullable(environment.get("DATABASE_URL")).filter(url -> !url.isBlank()),
                environment.getOrDefault("VOX_HOST", "127.0.0.1"),
                port(environment.get("VOX_PORT")),
                Boolean.parseBoolean(environment.get("VOX_END_WITH_STDIN")));
    }

    private static int port(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return DEFAULT_PORT;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            throw notAPort();
        }
        throw notAPort();
    }

    private static StartException notAPort() {
        return StartException.configuration("VOX_PORT must be a number from 0 to " + LAST_PORT + ".");
    }
}
