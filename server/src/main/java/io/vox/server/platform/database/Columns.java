package io.vox.server.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Binds rows to a statement as one array for each column, which {@link #unnest} makes rows of again. */
public final class Columns {
    private final Connection connection;
    private final PreparedStatement statement;
    private int parameter;

    public Columns(Connection connection, PreparedStatement statement) {
        this(connection, statement, 0);
    }

    /** Begins behind some parameters that are bound already. */
    public Columns(Connection connection, PreparedStatement statement, int bound) {
        this.connection = connection;
        this.statement = statement;
        this.parameter = bound;
    }

    /**
     * Returns an item of a {@code from} that makes rows of parameters, one array for each type. They are taken apart in a
     * list of results, side by side: as functions in a {@code from}, each would first be stored as a table. PostgreSQL is
     * not told how long they are: it would make a plan for each length anew, which takes longer than most of them run.
     */
    public static String unnest(String... types) {
        StringBuilder arrays = new StringBuilder();
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < types.length; i++) {
            String separator = i == 0 ? "" : ", ";
            arrays.append(separator)
                    .append("?::")
                    .append(types[i])
                    .append("[] as a")
                    .append(i);
            rows.append(separator).append("unnest(given.a").append(i).append(')');
        }
        return "(select " + rows + " from (select " + arrays + " offset 0) as given)";
    }

    /** The same with one column more, the number of the row from 1. */
    public static String numbered(String... types) {
        return "(select listed.*, row_number() over () from " + unnest(types) + " as listed)";
    }

    /** Returns the next parameter, to be bound to something else. */
    public int next() {
        return ++parameter;
    }

    /** Binds the next column. */
    public <R> void add(String type, List<R> rows, Function<R, @Nullable Object> value) throws SQLException {
        // The driver sends arrays of the right class as bytes, all others as text.
        IntFunction<@Nullable Object[]> make = switch (type) {
            case "text" -> String[]::new;
            case "int4" -> Integer[]::new;
            case "int8" -> Long[]::new;
            case "float8" -> Double[]::new;
            case "bool" -> Boolean[]::new;
            default -> Object[]::new;
        };
        @Nullable Object[] values = make.apply(rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        statement.setArray(++parameter, connection.createArrayOf(type, values));
    }

    /** Binds the next column, of bytes: the driver wants them as an array of their own type. */
    public <R> void addBytes(List<R> rows, Function<R, byte[]> value) throws SQLException {
        statement.setArray(
                ++parameter,
                connection.createArrayOf("bytea", rows.stream().map(value).toArray(byte[][]::new)));
    }

    /** A list as PostgreSQL writes arrays: lists of different lengths make no array of two dimensions. */
    public static String literal(List<String> texts) {
        if (texts.isEmpty()) {
            return "{}";
        }
        StringBuilder literal = new StringBuilder("{");
        for (String text : texts) {
            if (literal.length() > 1) {
                literal.append(',');
            }
            literal.append('"')
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
    }
}
