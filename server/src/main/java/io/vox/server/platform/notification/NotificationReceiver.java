package io.vox.server.platform.notification;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of this server that listens, for all channels. Opened again whenever it breaks. It does not come
 * from the pool, since it is never given back.
 */
@Context
final class NotificationReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationReceiver.class);

    /** A connection that broke without a word, as by a firewall, is found out after that long. */
    private static final Duration CHECK_EVERY = Duration.ofSeconds(10);

    private static final int CHECK_SECONDS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String url;
    private final Properties properties;
    private final List<NotificationListener> listeners;
    private final Thread thread = Thread.ofVirtual().name("notifications").unstarted(this::run);
    private volatile boolean stopped;

    NotificationReceiver(
            @Property(name = "datasources.default.url") String url,
            @Nullable @Property(name = "datasources.default.username") String user,
            @Nullable @Property(name = "datasources.default.password") String password,
            List<NotificationListener> listeners) {
        this.url = url;
        this.listeners = List.copyOf(listeners);
        this.properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "vox notifications");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "5");
    }

    @PostConstruct
    void start() {
        if (!listeners.isEmpty()) {
            thread.start();
        }
    }

    @PreDestroy
    void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!stopped) {
            try (Connection connection = DriverManager.getConnection(url, properties)) {
                listen(connection);
                pause = FIRST_PAUSE;
                receive(connection);
            } catch (SQLException e) {
                if (!stopped) {
                    LOG.warn("No notifications from the database until it answers again: {}", e.getMessage());
                }
            }
            pause = waitBefore(pause);
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (NotificationListener listener : listeners) {
                statement.addBatch("listen " + listener.channel());
            }
            statement.executeBatch();
        }
        LOG.debug("Listening to the database");
        listeners.forEach(this::tellConnected);
    }

    private void receive(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!stopped) {
            PGNotification[] notifications = postgres.getNotifications((int) CHECK_EVERY.toMillis());
            if (notifications == null || notifications.length == 0) {
                if (!connection.isValid(CHECK_SECONDS)) {
                    throw new SQLException("the connection is dead");
                }
                continue;
            }
            for (PGNotification notification : notifications) {
                for (NotificationListener listener : listeners) {
                    if (listener.channel().equals(notification.getName())) {
                        tell(listener, notification.getParameter());
                    }
                }
            }
        }
    }

    private void tell(NotificationListener listener, String payload) {
        try {
            listener.notified(payload);
        } catch (RuntimeException e) {
            LOG.error("Cannot take a notification of {}", listener.channel(), e);
        }
    }

    private void tellConnected(NotificationListener listener) {
        try {
            listener.connected();
        } catch (RuntimeException e) {
            LOG.error("Cannot catch up with {}", listener.channel(), e);
        }
    }

    private Duration waitBefore(Duration pause) {
        if (!stopped) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }
}
