package io.vox.server.conversations.call;

import static io.vox.server.schema.Tables.CALL;
import static io.vox.server.schema.Tables.TURN;

import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.SerdeImport;
import io.vox.measurement.analysis.Outcome;
import io.vox.measurement.analysis.Turn;
import io.vox.measurement.analysis.TurnKind;
import io.vox.measurement.speech.SpeechSegment;
import io.vox.measurement.timeline.Condition;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.CursorInvalidException;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.schema.tables.records.CallRecord;
import io.vox.server.schema.tables.records.TurnRecord;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Finds conversations. Thread-safe. */
@Singleton
@SerdeImport(CallSide.class)
@SerdeImport(SpeechSegment.class)
public class CallQueries {
    /** With up to 1,000 turns each, more would be too much for an answer. */
    private static final int MOST_OF_A_PAGE = 50;

    private final DSLContext database;
    private final JsonMapper json;
    private final RecentCalls recent;

    CallQueries(DSLContext database, JsonMapper json, RecentCalls recent) {
        this.database = database;
        this.json = json;
        this.recent = recent;
    }

    /** Lists the conversations of a job in the order in which they were held, with their turns. */
    public Page<Call> ofJob(WorkspaceScope scope, String jobId, PageRequest request) {
        PageRequest page = request.atMost(MOST_OF_A_PAGE);
        List<CallRecord> rows = database.selectFrom(CALL)
                .where(CALL.WORKSPACE_ID.eq(scope.value()))
                .and(CALL.JOB_ID.eq(jobId))
                .and(CALL.NUMBER.gt(page.after().map(CallQueries::number).orElse(0)))
                .orderBy(CALL.NUMBER)
                .limit(page.rows())
                .fetch();
        Map<String, Result<TurnRecord>> turns =
                turns(rows.stream().map(CallRecord::getId).toList());
        return page.page(rows, row -> Integer.toString(row.getNumber())).map(row -> call(row, turns.get(row.getId())));
    }

    /** Lists the conversations of some jobs, of all attempts, on a clean network without added noise. */
    public List<CallSample> cleanOfJobs(Collection<String> jobIds) {
        Map<String, List<CallSample>> remembered = recent.take(jobIds);
        List<CallSample> calls = new ArrayList<>(
                remembered.values().stream().flatMap(List::stream).toList());
        List<String> others =
                jobIds.stream().filter(id -> !remembered.containsKey(id)).toList();
        if (!others.isEmpty()) {
            calls.addAll(readCleanOfJobs(others));
        }
        return calls;
    }

    private List<CallSample> readCleanOfJobs(List<String> jobIds) {
        var rows = database.select(
                        CALL.ID,
                        CALL.JOB_ID,
                        CALL.ATTEMPT,
                        CALL.COUNTED,
                        CALL.FAULT_KIND,
                        CALL.METHOD_VERSION,
                        CALL.FLAGS)
                .from(CALL)
                .where(CALL.JOB_ID.eq(DSL.any(jobIds.toArray(String[]::new))))
                .and(CALL.NETWORK.eq(Condition.clean().network()))
                .and(CALL.NOISE_TYPE.isNull())
                .fetch();
        Map<String, Result<TurnRecord>> turns = turns(rows.getValues(CALL.ID));
        return rows.map(row -> new CallSample(
                row.value1(),
                row.value2(),
                row.value3(),
                row.value4(),
                row.value5(),
                row.value6(),
                List.of(row.value7()),
                Optional.ofNullable(turns.get(row.value1())).stream()
                        .flatMap(Collection::stream)
                        .map(turn -> turn(turn).turn())
                        .toList()));
    }

    private Map<String, Result<TurnRecord>> turns(Collection<String> callIds) {
        return database.selectFrom(TURN)
                .where(TURN.CALL_ID.eq(DSL.any(callIds.toArray(String[]::new))))
                .orderBy(TURN.CALL_ID, TURN.INDEX)
                .fetchGroups(TURN.CALL_ID);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notOurs) {
            throw new CursorInvalidException();
        }
    }

    private Call call(CallRecord row, @Nullable List<TurnRecord> turns) {
        String faultKind = row.getFaultKind();
        return new Call(
                row.getId(),
                row.getJobId(),
                row.getAttempt(),
                new ReportedCall(
                        row.getNumber(),
                        row.getScenario(),
                        row.getRepeat(),
                        new Condition(row.getNetwork(), row.getNoiseType(), row.getSnrDb()),
                        row.getMethodVersion(),
                        row.getStartedAt(),
                        row.getDurationMs(),
                        row.getSampleRate(),
                        row.getCounted(),
                        faultKind == null ? null : new CallFault(faultKind, row.getFaultCode(), row.getFaultMessage()),
                        List.of(row.getFlags()),
                        List.of(row.getVerdicts()),
                        List.of(row.getNotices()),
                        row.getChecks().data(),
                        row.getSteps().data(),
                        row.getNetworkConditions() == null
                                ? null
                                : row.getNetworkConditions().data(),
                        side(row.getCaller()),
                        side(row.getAgent()),
                        turns == null
                                ? List.of()
                                : turns.stream().map(CallQueries::turn).toList()));
    }

    private static CallTurn turn(TurnRecord row) {
        return new CallTurn(
                new Turn(
                        row.getIndex(),
                        TurnKind.valueOf(row.getKind()),
                        row.getLabel(),
                        Outcome.valueOf(row.getOutcome()),
                        row.getValueMs(),
                        row.getCensored(),
                        row.getMissingReason(),
                        row.getCallerOnFrame(),
                        row.getCallerOffFrame(),
                        row.getAgentFrame(),
                        row.getOnlineMs(),
                        row.getRecoveryMs(),
                        row.getHopFrames(),
                        List.of(row.getFlags()),
                        List.of(row.getTags())),
                row.getTruthMs(),
                row.getProgrammedMs());
    }

    private @Nullable CallSide side(@Nullable JSONB stored) {
        try {
            return stored == null ? null : json.readValue(stored.data(), CallSide.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
