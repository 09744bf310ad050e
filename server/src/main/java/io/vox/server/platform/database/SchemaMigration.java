package io.vox.server.platform.database;

import io.vox.server.platform.home.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to the schema of this server.
 *
 * <p>Servers that start at once wait for one another at a lock of PostgreSQL, which ends with its connection; Liquibase's
 * own lock is a row that a killed server leaves behind, so whoever holds ours may release it. A digest of all migrations,
 * kept in the database, spares Liquibase's second of looking when nothing has changed.
 */
public final class SchemaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);
    private static final String ROOT = "db/changelog/root.yaml";
    private static final String DIGEST = "/db/changelog/digest";
    private static final long LOCK = 0x766f782d736368L;
    private static final int OLDEST = 150_000;

    // Kept from being collected, as the level would be lost with it.
    private static final java.util.logging.Logger LIQUIBASE_LOG = java.util.logging.Logger.getLogger("liquibase");

    private SchemaMigration() {}

    /**
     * Migrates, if there is anything to do.
     *
     * @throws StartException if PostgreSQL is older than 15 or a migration fails
     */
    public static void run(Connection connection) {
        try {
            checkVersion(connection);
            String digest = digest();
            if (isCurrent(connection, digest)) {
                return;
            }
            execute(connection, "select pg_advisory_lock(" + LOCK + ")");
            try {
                if (!isCurrent(connection, digest)) {
                    update(connection);
                    store(connection, digest);
                }
            } finally {
                execute(connection, "select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (StartException e) {
            throw e;
        } catch (Exception e) {
            throw StartException.surroundings("Cannot migrate the database: " + e, e);
        }
    }

    @SuppressWarnings("try")
    private static void update(Connection connection) throws Exception {
        LOG.info("Bringing the database to the schema of this server");
        LIQUIBASE_LOG.setLevel(Level.WARNING);
        // It reports its use to its maker unless told not to.
        System.setProperty("liquibase.analytics.enabled", "false");
        // What it would print goes to its log.
        Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            try (ClassLoaderResourceAccessor resources =
                    new ClassLoaderResourceAccessor(SchemaMigration.class.getClassLoader())) {
                // Not closed: that would close the connection, and with it end the lock.
                @SuppressWarnings("resource")
                Liquibase liquibase = new Liquibase(ROOT, resources, database);
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                liquibase.forceReleaseLocks();
                liquibase.update("");
            }
        });
        connection.setAutoCommit(true);
    }

    private static void checkVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select current_setting('server_version_num')::int, current_setting('server_version')")) {
            if (rows.next() && rows.getInt(1) < OLDEST) {
                throw StartException.configuration(
                        "The database is PostgreSQL " + rows.getString(2) + "; Vox needs 15 or newer.");
            }
        }
    }

    private static boolean isCurrent(Connection connection, String digest) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("select to_regclass('setting') is not null")) {
                if (!rows.next() || !rows.getBoolean(1)) {
                    return false;
                }
            }
            try (ResultSet rows =
                    statement.executeQuery("select value #>> '{}' from setting where key = 'schema.digest'")) {
                return rows.next() && digest.equals(rows.getString(1));
            }
        }
    }

    private static void store(Connection connection, String digest) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into setting (key, value) values ('schema.digest', to_jsonb(?::text))
                on conflict (key) do update set value = excluded.value, updated_at = vox_now()
                """)) {
            statement.setString(1, digest);
            statement.executeUpdate();
        }
    }

    /** The build computed it. */
    private static String digest() throws IOException {
        try (InputStream digest = Objects.requireNonNull(
                SchemaMigration.class.getResourceAsStream(DIGEST), "the build lacks " + DIGEST)) {
            return new String(digest.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
