package io.vox.server.evaluation.board;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds rows to a statement as one array for each column, which {@code unnest} makes rows of again. */
final class Columns {
    private final Connection connection;
    private final PreparedStatement statement;
    private int parameter;

    Columns(Connection connection, PreparedStatement statement) {
        this(connection, statement, 0);
    }

    /** Begins behind some parameters that are bound already. */
    Columns(Connection connection, PreparedStatement statement, int bound) {
        this.connection = connection;
        this.statement = statement;
        this.parameter = bound;
    }

    /** Binds the next column. */
    <R> void add(String type, List<R> rows, Function<R, @Nullable Object> value) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        statement.setArray(++parameter, connection.createArrayOf(type, values));
    }

    /** Binds the next column, of bytes: the driver wants them as an array of their own type. */
    <R> void addBytes(List<R> rows, Function<R, byte[]> value) throws SQLException {
        statement.setArray(
                ++parameter,
                connection.createArrayOf("bytea", rows.stream().map(value).toArray(byte[][]::new)));
    }
}
