package io.vox.server.platform.database;

import io.vox.server.platform.home.StartException;
import io.vox.server.platform.home.VoxHome;
import io.vox.server.platform.secret.RandomToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that is a child of this process, with its data in {@code VOX_HOME} (docs/adr/0021). Listens on the loopback
 * address only, and asks everyone for a password. Whoever starts it closes it; what is not closed ends with the process,
 * as far as the system can tie it ({@link PostgresPrograms}). Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String SUPERUSER = "postgres";
    private static final String NAME = "vox";
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final long LOOK_EVERY_MS = 10;
    private static final long RESTART_AFTER_MS = 1000;

    /** Below the range that systems give to outgoing connections, which could take it while the server is down. */
    private static final int FIRST_PORT = 15_432;

    private static final int LAST_PORT = 16_431;

    /** The kernel's limit for the path of a socket is 107 bytes, of which PostgreSQL needs some. */
    private static final int LONGEST_SOCKET_FOLDER = 80;

    private final PostgresFolder folder;
    private final PostgresPrograms programs;
    private final Path log;
    private final List<String> arguments;
    private final int port;
    private final String password;
    private final String superuserPassword;
    private final CompletableFuture<Process> first = new CompletableFuture<>();
    private boolean ready;
    private boolean stopping;

    private EmbeddedPostgres(
            PostgresFolder folder,
            PostgresPrograms programs,
            Path log,
            int port,
            Passwords passwords,
            Map<String, String> settings) {
        this.folder = folder;
        this.programs = programs;
        this.log = log;
        this.port = port;
        this.password = passwords.user();
        this.superuserPassword = passwords.superuser();
        this.arguments = arguments(folder.data(), port, settings);
    }

    /**
     * Starts PostgreSQL, at the first time after unpacking it and making its data, which takes some seconds; later less
     * than one.
     *
     * @param settings of PostgreSQL, over the durable ones it has by itself
     * @throws StartException if it cannot, in words for the person who started it
     */
    public static EmbeddedPostgres start(VoxHome home, Map<String, String> settings) {
        Optional<ServiceAccount> account = ServiceAccount.ofThisProcess();
        PostgresFolder folder = PostgresFolder.take(home, account);
        try {
            PostgresBinaries binaries = PostgresBinaries.below(folder.folder());
            PostgresPrograms programs = PostgresPrograms.of(binaries, account);
            Passwords passwords = new Passwords(
                    home.key("postgres", RandomToken::create), home.key("postgres-superuser", RandomToken::create));
            Path log = home.closed("logs").resolve("postgres.log");
            PostgresLog.rotate(log);
            endOrphan(folder, programs);
            if (!Files.exists(folder.data().resolve("PG_VERSION"))) {
                create(folder, programs, account, passwords.superuser());
            }
            EmbeddedPostgres postgres =
                    new EmbeddedPostgres(folder, programs, log, freePort(folder), passwords, settings);
            postgres.run();
            return postgres;
        } catch (IOException e) {
            folder.close();
            throw StartException.surroundings("Cannot start PostgreSQL: " + e.getMessage(), e);
        } catch (StartException e) {
            folder.close();
            throw e;
        }
    }

    /** Returns where the server's own database is. */
    public DatabaseAddress address() {
        return new DatabaseAddress(url(NAME), NAME, password);
    }

    /** Returns the same server as its superuser sees it, to make databases. */
    public DatabaseAddress superuser() {
        return new DatabaseAddress(url(SUPERUSER), SUPERUSER, superuserPassword);
    }

    /** Ends PostgreSQL, whatever connections it still has, and waits for that. Does nothing the second time. */
    @Override
    public void close() {
        synchronized (this) {
            if (stopping) {
                return;
            }
            stopping = true;
        }
        stop(folder, programs);
        folder.close();
    }

    private void run() {
        Thread.ofPlatform().name("postgres").daemon().start(this::keepRunning);
        try {
            long logged = Files.exists(log) ? Files.size(log) : 0;
            awaitReady(first.get(), logged);
            synchronized (this) {
                ready = true;
            }
        } catch (IOException | ExecutionException e) {
            throw StartException.surroundings("Cannot start PostgreSQL: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StartException.surroundings("Interrupted while PostgreSQL started", e);
        } catch (StartException e) {
            synchronized (this) {
                stopping = true;
            }
            throw e;
        }
        createDatabase();
    }

    /**
     * Starts the server, and again if it ends by itself after it was ready once. Its thread is the one that the kernel
     * watches for it.
     */
    private void keepRunning() {
        try {
            Process process = launch();
            while (process != null) {
                first.complete(process);
                int exit = process.waitFor();
                synchronized (this) {
                    if (stopping || !ready) {
                        return;
                    }
                }
                LOG.error("PostgreSQL ended by itself with {}, see {}; starting it again", exit, log);
                Thread.sleep(RESTART_AFTER_MS);
                process = launch();
            }
        } catch (IOException e) {
            first.completeExceptionally(e);
            LOG.error("Cannot start PostgreSQL", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the server's process, null once it shall end. */
    private synchronized @Nullable Process launch() throws IOException {
        return stopping ? null : programs.startServer(arguments, log);
    }

    private void awaitReady(Process process, long logged) throws IOException, InterruptedException {
        Path statusFile = folder.data().resolve("postmaster.pid");
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw PostgresLog.explain("PostgreSQL does not start", PostgresLog.since(log, logged));
            }
            if (isReady(statusFile, process.pid())) {
                return;
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        stop(folder, programs);
        throw PostgresLog.explain("PostgreSQL is not ready in time", PostgresLog.since(log, logged));
    }

    /** The file's first line is the process, its eighth the state. */
    private static boolean isReady(Path statusFile, long pid) throws IOException {
        try {
            List<String> lines = Files.readAllLines(statusFile);
            return lines.size() >= 8
                    && lines.getFirst().equals(Long.toString(pid))
                    && lines.get(7).strip().equals("ready");
        } catch (NoSuchFileException notYet) {
            return false;
        }
    }

    /** Makes user and database, unless that was done. A start that was cut off in between leaves the mark unset. */
    private void createDatabase() {
        Path mark = folder.folder().resolve("created");
        if (Files.exists(mark)) {
            return;
        }
        DatabaseAddress address = superuser();
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), SUPERUSER, superuserPassword);
                Statement statement = connection.createStatement()) {
            // The password is of our own alphabet, without quotes.
            String option = " login password '" + password + "'";
            if (exists(connection, "select from pg_roles where rolname = ?")) {
                statement.execute("alter role " + NAME + option);
            } else {
                statement.execute("create role " + NAME + option);
            }
            if (!exists(connection, "select from pg_database where datname = ?")) {
                statement.execute("create database " + NAME + " owner " + NAME);
            }
            Files.createFile(mark);
        } catch (SQLException | IOException e) {
            close();
            throw StartException.surroundings("Cannot make the database: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, NAME);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static List<String> arguments(Path data, int port, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        arguments.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
        boolean sockets = data.toString().length() <= LONGEST_SOCKET_FOLDER;
        arguments.addAll(List.of("-c", "unix_socket_directories=" + (sockets ? data : "")));
        // Whoever commits would fill a new file of the log with zeros, while all others wait (docs/adr/0062).
        arguments.addAll(List.of("-c", "wal_init_zero=off"));
        settings.forEach((key, value) -> arguments.addAll(List.of("-c", key + "=" + value)));
        return arguments;
    }

    /** Makes the data in a folder of another name, so that what was cut off is never taken for whole. */
    private static void create(
            PostgresFolder folder,
            PostgresPrograms programs,
            Optional<ServiceAccount> account,
            String superuserPassword)
            throws IOException {
        LOG.info("Making a database in {}", folder.data());
        Path unfinished = folder.folder().resolve("data.unfinished");
        Path passwordFile = folder.folder().resolve("password.unfinished");
        FolderRemoval.remove(unfinished);
        Files.deleteIfExists(folder.folder().resolve("created"));
        Files.deleteIfExists(passwordFile);
        try {
            Files.createDirectory(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, superuserPassword + "\n");
            if (account.isPresent()) {
                account.get().own(unfinished);
                account.get().own(passwordFile);
            }
            programs.run(
                    "initdb",
                    List.of(
                            "--pgdata=" + unfinished,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C"));
            Files.move(unfinished, folder.data(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    /** Ends what a killed server left behind, and removes a status file whose process number now is somebody else's. */
    private static void endOrphan(PostgresFolder folder, PostgresPrograms programs) throws IOException {
        Path statusFile = folder.data().resolve("postmaster.pid");
        Optional<ProcessHandle> process;
        try {
            List<String> lines = Files.readAllLines(statusFile);
            process = lines.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(lines.getFirst()));
        } catch (NoSuchFileException endedWell) {
            return;
        } catch (NumberFormatException cutOff) {
            process = Optional.empty();
        }
        if (process.isPresent() && process.get().info().command().orElse("").endsWith("/bin/postgres")) {
            LOG.warn(
                    "A PostgreSQL (process {}) still runs on {}; ending it",
                    process.get().pid(),
                    folder.data());
            stop(folder, programs);
        } else {
            Files.deleteIfExists(statusFile);
        }
    }

    private static void stop(PostgresFolder folder, PostgresPrograms programs) {
        if (Files.exists(folder.data().resolve("postmaster.pid"))) {
            try {
                programs.run("pg_ctl", List.of("stop", "-D", folder.data().toString(), "-m", "fast", "-w", "-t", "60"));
            } catch (StartException e) {
                if (Files.exists(folder.data().resolve("postmaster.pid"))) {
                    throw e;
                }
                LOG.debug("PostgreSQL ended before it was told to");
            }
        }
    }

    /** Returns the port of last time if it is free, else another, which becomes the one of next time. */
    private static int freePort(PostgresFolder folder) throws IOException {
        Path file = folder.folder().resolve("port");
        int last = readPort(file);
        if (isFree(last)) {
            return last;
        }
        int ports = LAST_PORT - FIRST_PORT + 1;
        int start = Math.floorMod(folder.folder().hashCode(), ports);
        for (int i = 0; i < ports; i++) {
            int port = FIRST_PORT + (start + i) % ports;
            if (isFree(port)) {
                Files.writeString(file, port + "\n");
                return port;
            }
        }
        throw StartException.surroundings(
                "All ports from " + FIRST_PORT + " to " + LAST_PORT + " are taken: set DATABASE_URL to a PostgreSQL.");
    }

    private static int readPort(Path file) throws IOException {
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (NoSuchFileException | NumberFormatException none) {
            return -1;
        }
    }

    private static boolean isFree(int port) {
        if (port < 0) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private record Passwords(String user, String superuser) {}
}
