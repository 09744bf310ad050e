package io.vox.server.platform.database;

import io.vox.server.platform.home.StartException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to happen with a database before the application uses it. */
public final class DatabaseStart {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseStart.class);

    /** How long to wait for a database that is started together with the server, as by Docker. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private DatabaseStart() {}

    /**
     * Waits for the database, checks that it is new enough and brings it to the schema of this server.
     *
     * @throws StartException if it does not answer in time, or cannot be used
     */
    public static void migrate(DatabaseAddress address, Duration patience) {
        try (Connection connection = connect(address, patience)) {
            SchemaMigration.run(connection);
        } catch (SQLException e) {
            throw StartException.surroundings("Cannot use the database: " + e.getMessage(), e);
        }
    }

    /** Returns what the application has to know. */
    public static Map<String, Object> properties(DatabaseAddress address) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("datasources.default.url", address.jdbcUrl());
        if (address.user() != null) {
            properties.put("datasources.default.username", address.user());
        }
        if (address.password() != null) {
            properties.put("datasources.default.password", address.password());
        }
        return properties;
    }

    private static Connection connect(DatabaseAddress address, Duration patience) throws SQLException {
        Properties properties = new Properties();
        if (address.user() != null) {
            properties.setProperty("user", address.user());
        }
        if (address.password() != null) {
            properties.setProperty("password", address.password());
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return DriverManager.getConnection(address.jdbcUrl(), properties);
            } catch (SQLException e) {
                // 28 = wrong user or password, 3D = no such database: waiting does not mend these.
                String state = String.valueOf(e.getSQLState());
                if (state.startsWith("28") || state.startsWith("3D") || System.nanoTime() > deadline) {
                    throw StartException.surroundings(
                            "The database at " + address + " cannot be used: " + e.getMessage(), e);
                }
                LOG.info("Waiting for the database at {}: {}", address, e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StartException.surroundings("Interrupted while waiting for the database", e);
        }
    }
}
