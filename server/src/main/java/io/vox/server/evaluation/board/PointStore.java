package io.vox.server.evaluation.board;

import static io.vox.server.schema.Tables.BOARD_POINT;

import io.vox.measurement.board.Cell;
import io.vox.measurement.board.SeriesPoint;
import io.vox.server.platform.database.Columns;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;

/** The points of charts in the database. All methods join the caller's transaction. Thread-safe. */
@Singleton
class PointStore {
    private static final String WRITE = """
            insert into board_point (grain, scope, at, provider_id, conversations, turns, response_latency_ms,
                response_latency_p95_ms, interrupt_latency_ms, turn_success_rate)
            select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::int4[], ?::int4[], ?::float8[],
                ?::float8[], ?::float8[], ?::float8[])
            on conflict (grain, scope, at, provider_id) do update set
                conversations = excluded.conversations, turns = excluded.turns,
                response_latency_ms = excluded.response_latency_ms,
                response_latency_p95_ms = excluded.response_latency_p95_ms,
                interrupt_latency_ms = excluded.interrupt_latency_ms, turn_success_rate = excluded.turn_success_rate
            """;

    private final DSLContext database;

    PointStore(DSLContext database) {
        this.database = database;
    }

    /** Computes the points of stretches again: of each region, and of all as if they were one. */
    void write(Map<PointKey, Map<CellKey, Cell>> stretches) {
        List<Point> points = new ArrayList<>();
        stretches.forEach((stretch, cells) -> points.addAll(points(stretch, cells)));
        database.connection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
                Columns columns = new Columns(connection, statement);
                columns.add("text", points, point -> point.stretch().grain().name());
                columns.add("text", points, point -> point.scope().value());
                columns.add("timestamptz", points, point -> point.stretch().at().atOffset(ZoneOffset.UTC));
                columns.add("text", points, point -> point.stretch().providerId());
                columns.add("int4", points, point -> point.figures().conversations());
                columns.add("int4", points, point -> point.figures().turns());
                columns.add("float8", points, point -> point.figures().responseLatencyMs());
                columns.add("float8", points, point -> point.figures().responseLatencyP95Ms());
                columns.add("float8", points, point -> point.figures().interruptLatencyMs());
                columns.add("float8", points, point -> point.figures().turnSuccessRate());
                statement.executeUpdate();
            }
        });
    }

    private static List<Point> points(PointKey stretch, Map<CellKey, Cell> cells) {
        String version = MethodVersions.mostUsed(cells.values());
        List<Point> points = new ArrayList<>();
        List<Cell> all = new ArrayList<>();
        cells.forEach((key, cell) -> {
            if (key.methodVersion().equals(version)) {
                points.add(new Point(stretch, Scope.of(key.region()), SeriesPoint.of(cell)));
                all.add(cell);
            }
        });
        points.add(new Point(stretch, Scope.ALL, SeriesPoint.of(Cell.merge(all))));
        return points;
    }

    private record Point(PointKey stretch, Scope scope, SeriesPoint figures) {}

    /** Reads the points of a chart by provider, oldest first; those of no counted conversation are left out. */
    Map<String, Map<Instant, SeriesPoint>> read(SeriesWindow window, Scope scope, Instant now) {
        Map<String, Map<Instant, SeriesPoint>> series = new TreeMap<>();
        database.selectFrom(BOARD_POINT)
                .where(BOARD_POINT.GRAIN.eq(window.grain().name()))
                .and(BOARD_POINT.SCOPE.eq(scope.value()))
                .and(BOARD_POINT.AT.ge(window.since(now)))
                .and(BOARD_POINT.CONVERSATIONS.gt(0))
                .orderBy(BOARD_POINT.AT)
                .forEach(row -> series.computeIfAbsent(row.getProviderId(), none -> new LinkedHashMap<>())
                        .put(
                                row.getAt(),
                                new SeriesPoint(
                                        row.getConversations(),
                                        row.getTurns(),
                                        row.getResponseLatencyMs(),
                                        row.getResponseLatencyP95Ms(),
                                        row.getInterruptLatencyMs(),
                                        row.getTurnSuccessRate())));
        return series;
    }

    /** Removes what no chart needs any more. */
    void forget(Instant now) {
        for (Grain grain : Grain.values()) {
            database.deleteFrom(BOARD_POINT)
                    .where(BOARD_POINT.GRAIN.eq(grain.name()))
                    .and(BOARD_POINT.AT.lt(grain.forgottenBefore(now)))
                    .execute();
        }
    }
}
