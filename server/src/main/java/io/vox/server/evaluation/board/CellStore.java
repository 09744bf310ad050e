package io.vox.server.evaluation.board;

import static io.vox.server.schema.Tables.BOARD_CELL;

import io.vox.measurement.board.Cell;
import io.vox.measurement.board.CellCodec;
import io.vox.server.platform.database.Columns;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The cells in the database. All methods join the caller's transaction. Thread-safe. */
@Singleton
class CellStore {
    private static final String READ = """
            select c.provider_id, c.grain, c.at, c.region, c.method_version, c.body
            from unnest(?::text[], ?::text[], ?::timestamptz[]) as k (provider_id, grain, at)
            join board_cell c using (provider_id, grain, at)
            """;

    private static final String WRITE = """
            insert into board_cell (provider_id, grain, at, region, method_version, body)
            select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::bytea[])
            on conflict (provider_id, grain, at, region, method_version)
                do update set body = excluded.body, updated_at = vox_now()
            """;

    private final DSLContext database;

    CellStore(DSLContext database) {
        this.database = database;
    }

    /** Replaces cells. */
    void write(Map<CellKey, Cell> cells) {
        List<Map.Entry<CellKey, Cell>> rows = List.copyOf(cells.entrySet());
        List<CellKey> keys = rows.stream().map(Map.Entry::getKey).toList();
        database.connection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
                Columns columns = new Columns(connection, statement);
                columns.add("text", keys, CellKey::providerId);
                columns.add("text", keys, key -> key.grain().name());
                columns.add("timestamptz", keys, key -> key.at().atOffset(ZoneOffset.UTC));
                columns.add("text", keys, CellKey::region);
                columns.add("text", keys, CellKey::methodVersion);
                columns.addBytes(rows, row -> CellCodec.encode(row.getValue()));
                statement.executeUpdate();
            }
        });
    }

    /** Reads all regions of some stretches. */
    Map<PointKey, Map<CellKey, Cell>> read(List<PointKey> keys) {
        Map<PointKey, Map<CellKey, Cell>> cells = new HashMap<>();
        database.connection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(READ)) {
                Columns columns = new Columns(connection, statement);
                columns.add("text", keys, PointKey::providerId);
                columns.add("text", keys, key -> key.grain().name());
                columns.add("timestamptz", keys, key -> key.at().atOffset(ZoneOffset.UTC));
                each(
                        statement,
                        (key, cell) -> cells.computeIfAbsent(key.stretch(), none -> new HashMap<>())
                                .put(key, cell));
            }
        });
        return cells;
    }

    /** Hands over the cells that make up the windows of leaderboards. */
    void readWindows(Instant now, BiConsumer<CellKey, Cell> consumer) {
        Condition hours = DSL.noCondition();
        for (BoardWindow window : BoardWindow.values()) {
            Instant since = window.since(now);
            hours = hours.or(BOARD_CELL.AT.ge(since).and(BOARD_CELL.AT.lt(Grain.DAY.ceiling(since))));
        }
        Instant firstDay = Grain.DAY.ceiling(BoardWindow.MONTH.since(now));
        database.select(
                        BOARD_CELL.PROVIDER_ID,
                        BOARD_CELL.GRAIN,
                        BOARD_CELL.AT,
                        BOARD_CELL.REGION,
                        BOARD_CELL.METHOD_VERSION,
                        BOARD_CELL.BODY)
                .from(BOARD_CELL)
                .where(BOARD_CELL
                        .GRAIN
                        .eq(Grain.DAY.name())
                        .and(BOARD_CELL.AT.ge(firstDay))
                        .or(BOARD_CELL.GRAIN.eq(Grain.HOUR.name()).and(hours)))
                .forEach(row -> consumer.accept(
                        new CellKey(
                                row.value1(), Grain.valueOf(row.value2()), row.value3(), row.value4(), row.value5()),
                        CellCodec.decode(row.value6())));
    }

    /** Removes what no board needs any more. */
    void forget(Instant now) {
        for (Grain grain : Grain.values()) {
            database.deleteFrom(BOARD_CELL)
                    .where(BOARD_CELL.GRAIN.eq(grain.name()))
                    .and(BOARD_CELL.AT.lt(grain.forgottenBefore(now)))
                    .execute();
        }
    }

    private static void each(PreparedStatement statement, BiConsumer<CellKey, Cell> consumer) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                consumer.accept(
                        new CellKey(
                                rows.getString(1),
                                Grain.valueOf(rows.getString(2)),
                                rows.getObject(3, OffsetDateTime.class).toInstant(),
                                rows.getString(4),
                                rows.getString(5)),
                        CellCodec.decode(rows.getBytes(6)));
            }
        }
    }
}
