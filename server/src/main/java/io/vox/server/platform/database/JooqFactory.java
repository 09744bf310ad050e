package io.vox.server.platform.database;

import io.micronaut.context.annotation.Factory;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.connection.ConnectionStatus;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Makes jOOQ's context. Within a transaction of Micronaut, which is Micronaut Data's too, it uses that one's connection, so
 * that both write and roll back together; outside of one it borrows a connection for a statement.
 */
@Factory
final class JooqFactory {
    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    @Singleton
    DSLContext jooq(DataSource dataSource, DataSourceResolver resolver, ConnectionOperations<Connection> connections) {
        return DSL.using(new TransactionalConnections(resolver.resolve(dataSource), connections), SQLDialect.POSTGRES);
    }

    private record TransactionalConnections(DataSource pool, ConnectionOperations<Connection> connections)
            implements ConnectionProvider {
        @Override
        public Connection acquire() {
            return connections
                    .findConnectionStatus()
                    .map(ConnectionStatus::getConnection)
                    .orElseGet(this::borrow);
        }

        @Override
        public void release(Connection connection) {
            if (connections
                    .findConnectionStatus()
                    .filter(status -> Objects.equals(status.getConnection(), connection))
                    .isEmpty()) {
                try {
                    connection.close();
                } catch (SQLException e) {
                    throw new DataAccessException("cannot give a connection back", e);
                }
            }
        }

        private Connection borrow() {
            try {
                return pool.getConnection();
            } catch (SQLException e) {
                throw new DataAccessException("cannot get a connection", e);
            }
        }
    }
}
