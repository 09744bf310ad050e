package io.vox.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanContextException;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import io.vox.server.platform.database.DatabaseAddress;
import io.vox.server.platform.database.DatabaseStart;
import io.vox.server.platform.database.EmbeddedPostgres;
import io.vox.server.platform.database.PostgresMemory;
import io.vox.server.platform.home.StartException;
import io.vox.server.platform.home.VoxHome;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server with its database, from its start to its end. Ends by {@link #close}, or by a signal to the process. Thread-safe.
 */
public final class VoxServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VoxServer.class);

    /** How long requests that are under way may still take when the server ends. */
    private static final long GRACE_SECONDS = 10;

    /** Exit code for a fault of ours. */
    private static final int UNEXPECTED = 5;

    private final Thread signalled = new Thread(this::end, "server-shutdown");
    private volatile @Nullable EmbeddedPostgres postgres;
    private volatile @Nullable ApplicationContext context;

    private VoxServer() {}

    /**
     * Serves until a signal ends the process. Exit codes: 2 wrong settings, 5 a fault of ours, 7 cannot start, 128 and the
     * number of the signal when it was asked to end.
     *
     * @param arguments none, or {@code --warm-up}: start once for practice, in a new {@code VOX_HOME}, and end
     */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        ServerSettings settings;
        VoxServer server;
        try {
            settings = ServerSettings.of(System.getenv());
            if (settings.endsWithStdin()) {
                ParentWatch.begin(() -> System.exit(0));
            }
            server = start(settings, Map.of());
        } catch (StartException e) {
            System.err.println("vox server: " + e.getMessage());
            System.exit(e.exitCode());
            return;
        } catch (RuntimeException | Error e) {
            // Threads that were started already would keep the process, which serves nobody.
            LOG.error("The server cannot start", e);
            System.exit(UNEXPECTED);
            return;
        }
        if (List.of(arguments).contains("--warm-up")) {
            WarmUp.run(server.address(), VoxHome.at(settings.home()));
            server.close();
            return;
        }
        System.out.println("Vox serves " + server.address());
        new CountDownLatch(1).await();
    }

    /**
     * Starts a server, and a PostgreSQL first if the settings name none.
     *
     * @param properties of the application, over those of its configuration file
     * @throws StartException if it cannot, in words for the person who started it
     */
    public static VoxServer start(ServerSettings settings, Map<String, Object> properties) {
        VoxServer server = new VoxServer();
        // One hook for all, as hooks run at once: the database has to outlive the requests.
        Runtime.getRuntime().addShutdownHook(server.signalled);
        try {
            server.begin(settings, properties);
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private void begin(ServerSettings settings, Map<String, Object> properties) {
        VoxHome home = VoxHome.at(settings.home());
        DatabaseAddress address = settings.databaseUrl()
                .map(DatabaseAddress::parse)
                .orElseGet(() -> startPostgres(home).address());
        DatabaseStart.migrate(address, DatabaseStart.PATIENCE);
        Map<String, Object> all = new HashMap<>();
        all.put("vox.home", home.folder().toString());
        all.put("micronaut.server.host", settings.host());
        all.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
        all.putAll(DatabaseStart.properties(address));
        all.putAll(properties);
        ApplicationContext started = startContext(all);
        context = started;
        listen(started);
    }

    private EmbeddedPostgres startPostgres(VoxHome home) {
        EmbeddedPostgres started = EmbeddedPostgres.start(home, PostgresMemory.settings());
        postgres = started;
        return started;
    }

    /** Returns where the server listens. */
    public URI address() {
        return context().getBean(EmbeddedServer.class).getURI();
    }

    /** Returns the beans of the server. */
    public ApplicationContext context() {
        return Objects.requireNonNull(context, "not started");
    }

    /** Takes no new requests, lets those under way end, then ends the database. Does nothing the second time. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(signalled);
        } catch (IllegalStateException shuttingDown) {
            LOG.debug("Ended with the process");
        }
    }

    private void end() {
        ApplicationContext running = context;
        if (running != null && running.isRunning()) {
            awaitRequests(running);
            running.stop();
        }
        EmbeddedPostgres database = postgres;
        if (database != null) {
            database.close();
        }
    }

    private static void awaitRequests(ApplicationContext running) {
        try {
            running.getBean(GracefulShutdownManager.class)
                    .shutdownGracefully()
                    .toCompletableFuture()
                    .get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.info("Requests are still under way after {} s; they are cut off", GRACE_SECONDS);
        } catch (ExecutionException e) {
            LOG.warn("Cannot end gracefully", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ApplicationContext startContext(Map<String, Object> properties) {
        try {
            return ApplicationContext.builder(VoxServer.class)
                    .deduceEnvironment(false)
                    .banner(false)
                    .properties(properties)
                    .start();
        } catch (BeanContextException | ConfigurationException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof StartException named) {
                    throw named;
                }
            }
            throw e;
        }
    }

    private static void listen(ApplicationContext context) {
        try {
            context.getBean(EmbeddedServer.class).start();
        } catch (ServerStartupException e) {
            if (e.getCause() instanceof BindException) {
                throw StartException.surroundings(
                        "The port is taken by another program: VOX_PORT chooses another, 0 any free one.", e);
            }
            throw StartException.surroundings("Cannot listen: " + e.getMessage(), e);
        }
    }
}
