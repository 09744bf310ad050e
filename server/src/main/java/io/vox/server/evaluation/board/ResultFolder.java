package io.vox.server.evaluation.board;

import static io.vox.server.schema.Tables.RESULT;

import io.vox.measurement.board.Cell;
import io.vox.measurement.board.ConversationCounts;
import io.vox.server.conversations.call.CallQueries;
import io.vox.server.conversations.call.CallSample;
import io.vox.server.platform.database.DatabaseClock;
import io.vox.server.schema.tables.records.ResultRecord;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * Adds the conversations of new mainline results to the cells, and to the points of charts that they touch. A result counts
 * from when it was stored, by the database's clock: an eval agent's own clock is not asked. Thread-safe.
 */
@Singleton
class ResultFolder {
    /** Enough that a statement is worth while, few enough for little memory. */
    private static final int BATCH = 2000;

    private final DSLContext database;
    private final CallQueries calls;
    private final CellStore cells;
    private final PointStore points;

    ResultFolder(DSLContext database, CallQueries calls, CellStore cells, PointStore points) {
        this.database = database;
        this.calls = calls;
        this.cells = cells;
        this.points = points;
    }

    /**
     * What was added.
     *
     * @param results how many
     * @param regions touched, by provider
     */
    record Folded(int results, Map<String, Set<String>> regions) {}

    /** Adds the oldest of the new results, in the caller's transaction. */
    Folded fold(Instant now) {
        List<ResultRecord> results = database.selectFrom(RESULT)
                .where(RESULT.MAINLINE)
                .and(RESULT.FOLDED_AT.isNull())
                .orderBy(RESULT.CREATED_AT, RESULT.ID)
                .limit(BATCH)
                .fetch();
        if (results.isEmpty()) {
            return new Folded(0, Map.of());
        }
        Map<CellKey, List<Cell>> additions = additions(results, now);
        if (!additions.isEmpty()) {
            cells.add(additions);
            points.write(cells.read(additions.keySet().stream()
                    .filter(key -> key.grain().isCharted())
                    .map(key -> new PointKey(key.providerId(), key.grain(), key.at()))
                    .collect(Collectors.toSet())));
        }
        database.update(RESULT)
                .set(RESULT.FOLDED_AT, DatabaseClock.NOW)
                .where(RESULT.ID.in(results.stream().map(ResultRecord::getId).toList()))
                .execute();
        Map<String, Set<String>> regions = new HashMap<>();
        additions
                .keySet()
                .forEach(key -> regions.computeIfAbsent(key.providerId(), none -> new TreeSet<>())
                        .add(key.region()));
        return new Folded(results.size(), regions);
    }

    private Map<CellKey, List<Cell>> additions(List<ResultRecord> results, Instant now) {
        Map<String, ResultRecord> byJob =
                results.stream().collect(Collectors.toMap(ResultRecord::getJobId, result -> result));
        Map<CellKey, List<Cell>> additions = new LinkedHashMap<>();
        for (CallSample call : calls.cleanOfJobs(byJob.keySet())) {
            ResultRecord result = Objects.requireNonNull(byJob.get(call.jobId()));
            if (call.attempt() == result.getAttempt()) {
                add(additions, result, cell(result.getCreatedAt(), call), now);
            }
        }
        return additions;
    }

    private static void add(Map<CellKey, List<Cell>> additions, ResultRecord result, Cell cell, Instant now) {
        for (Grain grain : Grain.values()) {
            Instant at = grain.floor(result.getCreatedAt());
            if (!at.isBefore(grain.forgottenBefore(now))) {
                additions
                        .computeIfAbsent(
                                new CellKey(
                                        result.getProviderId(), grain, at, result.getRegion(), cell.methodVersion()),
                                none -> new ArrayList<>())
                        .add(cell);
            }
        }
    }

    private static Cell cell(Instant at, CallSample call) {
        ConversationCounts counts = new ConversationCounts(
                1,
                call.counted() ? 1 : 0,
                faults(call, "AGENT_FAULT"),
                faults(call, "HARNESS_FAULT"),
                faults(call, "TARGET_UNAVAILABLE"),
                faults(call, "CANCELED"));
        return call.counted()
                ? Cell.ofCounted(
                        call.id(),
                        LocalDate.ofInstant(at, ZoneOffset.UTC),
                        counts,
                        call.methodVersion(),
                        call.turns(),
                        call.flags())
                : Cell.ofExcluded(call.methodVersion(), counts);
    }

    private static int faults(CallSample call, String kind) {
        return kind.equals(call.faultKind()) ? 1 : 0;
    }
}
