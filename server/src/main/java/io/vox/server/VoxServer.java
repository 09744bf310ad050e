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
import io.vox.server.platform.home.StartException;
import io.vox.server.platform.home.VoxHome;
import java.net.BindException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server with its database. Ends by {@link #close}, which also a signal to the process leads to. */
public final class VoxServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VoxServer.class);

    /** How long requests that are under way may still take when the server ends. */
    private static final long GRACE_SECONDS = 10;

    private final @Nullable EmbeddedPostgres postgres;
    private final ApplicationContext context;
    private final EmbeddedServer http;

    private VoxServer(@Nullable EmbeddedPostgres postgres, ApplicationContext context, EmbeddedServer http) {
        this.postgres = postgres;
        this.context = context;
        this.http = http;
    }

    /** Serves until a signal ends the process. Exit codes: 0 ended as asked, 2 wrong settings, 7 cannot start. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            ServerSettings settings = ServerSettings.of(System.getenv());
            if (settings.endsWithStdin()) {
                ParentWatch.begin(() -> System.exit(0));
            }
            VoxServer server = start(settings, Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "server-shutdown"));
            System.out.println("Vox serves " + server.address());
        } catch (StartException e) {
            System.err.println("vox server: " + e.getMessage());
            System.exit(e.exitCode());
        }
        new CountDownLatch(1).await();
    }

    /**
     * Starts a server, and a PostgreSQL first if the settings name none.
     *
     * @param properties of the application, over those of its configuration file
     * @throws StartException if it cannot, in words for the person who started it
     */
    public static VoxServer start(ServerSettings settings, Map<String, Object> properties) {
        VoxHome home = VoxHome.at(settings.home());
        EmbeddedPostgres postgres = settings.databaseUrl().isPresent() ? null : EmbeddedPostgres.start(home, Map.of());
        try {
            DatabaseAddress address = postgres == null
                    ? DatabaseAddress.parse(settings.databaseUrl().orElseThrow())
                    : postgres.address();
            DatabaseStart.migrate(address, DatabaseStart.PATIENCE);
            Map<String, Object> all = new HashMap<>();
            all.put("vox.home", home.folder().toString());
            all.put("micronaut.server.host", settings.host());
            all.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
            all.putAll(DatabaseStart.properties(address));
            all.putAll(properties);
            ApplicationContext context = startContext(all);
            return new VoxServer(postgres, context, listen(context));
        } catch (RuntimeException e) {
            if (postgres != null) {
                postgres.close();
            }
            throw e;
        }
    }

    /** Returns where the server listens. */
    public URI address() {
        return http.getURI();
    }

    /** Returns the beans of the server. */
    public ApplicationContext context() {
        return context;
    }

    /** Takes no new requests, lets those under way end, then ends the database. Does nothing the second time. */
    @Override
    public void close() {
        if (context.isRunning()) {
            try {
                context.getBean(GracefulShutdownManager.class)
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
            context.stop();
        }
        if (postgres != null) {
            postgres.close();
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

    private static EmbeddedServer listen(ApplicationContext context) {
        try {
            return context.getBean(EmbeddedServer.class).start();
        } catch (ServerStartupException e) {
            context.stop();
            if (e.getCause() instanceof BindException) {
                throw StartException.surroundings(
                        "The port is taken by another program: VOX_PORT chooses another, 0 any free one.", e);
            }
            throw StartException.surroundings("Cannot listen: " + e.getMessage(), e);
        }
    }
}
