package io.vox.server.evaluation.board;

import static io.vox.server.schema.Tables.RESULT;
import static io.vox.server.schema.Tables.UNFOLDED_RESULT;

import io.vox.measurement.board.Cell;
import io.vox.measurement.board.ConversationCounts;
import io.vox.server.conversations.call.CallQueries;
import io.vox.server.conversations.call.CallSample;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.impl.DSL;

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
    private final CellMemory cells;
    private final PointStore points;

    ResultFolder(DSLContext database, CallQueries calls, CellMemory cells, PointStore points) {
        this.database = database;
        this.calls = calls;
        this.cells = cells;
        this.points = points;
    }

    /**
     * What was added.
     *
     * @param results how many
     * @param cells what they added to each
     */
    record Folded(int results, Map<CellKey, Cell> cells) {
        /** Whether there is a backlog. What came meanwhile is none: the next pass is soon enough. */
        boolean more() {
            return results == BATCH;
        }
    }

    /** Adds the oldest of the new results, in the caller's transaction. */
    Folded fold(Instant now) {
        List<NewResult> results = database.select(
                        RESULT.ID, RESULT.JOB_ID, RESULT.ATTEMPT, RESULT.PROVIDER_ID, RESULT.REGION, RESULT.CREATED_AT)
                .from(UNFOLDED_RESULT)
                .join(RESULT)
                .on(RESULT.ID.eq(UNFOLDED_RESULT.RESULT_ID))
                .orderBy(UNFOLDED_RESULT.RESULT_ID)
                .limit(BATCH)
                .fetch(Records.mapping(NewResult::new));
        if (results.isEmpty()) {
            return new Folded(0, Map.of());
        }
        Map<CellKey, Cell> additions = additions(results, now);
        if (!additions.isEmpty()) {
            Map<PointKey, Map<CellKey, Cell>> stretches = cells.add(additions, now);
            stretches.keySet().removeIf(stretch -> !stretch.grain().isCharted());
            points.write(stretches);
        }
        database.deleteFrom(UNFOLDED_RESULT)
                .where(UNFOLDED_RESULT.RESULT_ID.eq(
                        DSL.any(results.stream().map(NewResult::id).toArray(String[]::new))))
                .execute();
        return new Folded(results.size(), additions);
    }

    private record NewResult(
            String id, String jobId, Integer attempt, String providerId, String region, Instant createdAt) {}

    /** Adds conversations up by the minute first, so that the longer stretches have little left to add. */
    private Map<CellKey, Cell> additions(List<NewResult> results, Instant now) {
        Map<String, NewResult> byJob = results.stream().collect(Collectors.toMap(NewResult::jobId, result -> result));
        Map<CellKey, List<Cell>> minutes = new HashMap<>();
        for (CallSample call : calls.cleanOfJobs(byJob.keySet())) {
            NewResult result = Objects.requireNonNull(byJob.get(call.jobId()));
            if (call.attempt() == result.attempt()) {
                Cell cell = cell(result.createdAt(), call);
                CellKey key = new CellKey(
                        result.providerId(),
                        Grain.MINUTE,
                        Grain.MINUTE.floor(result.createdAt()),
                        result.region(),
                        cell.methodVersion());
                minutes.computeIfAbsent(key, none -> new ArrayList<>()).add(cell);
            }
        }
        Map<CellKey, List<Cell>> parts = new HashMap<>();
        minutes.forEach((minute, cells) -> {
            Cell sum = Cell.merge(cells);
            for (Grain grain : Grain.values()) {
                Instant at = grain.floor(minute.at());
                if (!at.isBefore(grain.forgottenBefore(now))) {
                    parts.computeIfAbsent(minute.in(grain), none -> new ArrayList<>())
                            .add(sum);
                }
            }
        });
        Map<CellKey, Cell> additions = new HashMap<>();
        parts.forEach((key, cells) -> additions.put(key, Cell.merge(cells)));
        return additions;
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
