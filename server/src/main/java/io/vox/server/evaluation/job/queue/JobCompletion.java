package io.vox.server.evaluation.job.queue;

import static io.vox.server.schema.Tables.EVAL_SET_VERSION;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.conversations.call.CallRecorder;
import io.vox.server.conversations.call.ReportedCall;
import io.vox.server.evaluation.job.JobStatus;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.id.Ulid;
import io.vox.server.platform.problem.ProblemDetail;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Writes a completed job: its state, its result, its conversations and their turns, all or nothing. Thread-safe. */
@Singleton
class JobCompletion {
    private static final String COMPLETE = """
            with completed as (
                update job set status = 'COMPLETED', finished_at = vox_now(), lease_expires_at = null,
                    last_event_seq = last_event_seq + 1
                where %s
                returning *
            ), told as (
                insert into job_event (job_id, seq, type, attempt, message)
                select id, last_event_seq, 'COMPLETED', attempt, ? from completed
            ), stored as (
                insert into result (id, workspace_id, job_id, attempt, provider_id, region, workflow_id, eval_set_id,
                    eval_agent_id, visibility, mainline, method_version, tool_version, host, calibration, held, counted,
                    agent_faults, harness_faults, unavailable, canceled, metrics, verdicts, measured_at)
                select ?, workspace_id, id, attempt, provider_id, region, workflow_id, eval_set_id,
                    eval_agent_id, visibility, mainline and visibility = 'PUBLIC' and eval_agent_fleet = 'PUBLIC', ?, ?,
                    ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?
                from completed
            )
            select workspace_id, attempt, eval_set_version_id,
                case when watched_until > vox_now() then pg_notify('job_event', id)::text end
            from completed
            """.formatted(LeaseFence.SQL);

    private static final int REMEMBERED_EVAL_SETS = 1000;

    private final DSLContext database;
    private final CallRecorder calls;

    /** Versions never change. */
    private final Map<String, EvalSetFacts> evalSets =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, EvalSetFacts> eldest) {
                    return size() > REMEMBERED_EVAL_SETS;
                }
            });

    JobCompletion(DSLContext database, CallRecorder calls) {
        this.database = database;
        this.calls = calls;
    }

    /**
     * Completes a job; empty if the lease does not hold.
     *
     * @throws ReportInvalidException if the report is of scenarios that the job has not
     */
    @Transactional
    Optional<JobOutcome> complete(HeldLease lease, Report report, Figures figures) {
        String resultId = Ulid.create(Ulid.RESULT);
        Completed completed = move(lease, report, figures, resultId);
        if (completed == null) {
            return Optional.empty();
        }
        requireKnown(completed.evalSetVersionId(), report.calls());
        calls.record(
                new WorkspaceId(completed.workspaceId()), lease.jobId().value(), completed.attempt(), report.calls());
        return Optional.of(new JobOutcome(lease.jobId(), JobStatus.COMPLETED, completed.attempt(), resultId));
    }

    private @Nullable Completed move(HeldLease lease, Report report, Figures figures, String resultId) {
        ConversationCounts counts = figures.counts();
        return database.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(COMPLETE)) {
                int i = LeaseFence.bind(statement, lease);
                statement.setString(++i, counts.inWords());
                statement.setString(++i, resultId);
                statement.setString(++i, report.methodVersion());
                statement.setString(++i, report.toolVersion());
                statement.setString(++i, report.host());
                statement.setString(++i, report.calibration());
                statement.setInt(++i, counts.held());
                statement.setInt(++i, counts.counted());
                statement.setInt(++i, counts.agentFaults());
                statement.setInt(++i, counts.harnessFaults());
                statement.setInt(++i, counts.unavailable());
                statement.setInt(++i, counts.canceled());
                statement.setString(++i, figures.metrics());
                statement.setArray(
                        ++i, connection.createArrayOf("text", figures.verdicts().toArray()));
                statement.setObject(++i, report.startedAt().atOffset(ZoneOffset.UTC));
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? new Completed(row.getString(1), row.getInt(2), row.getString(3)) : null;
                }
            }
        });
    }

    private void requireKnown(String evalSetVersionId, List<ReportedCall> reported) {
        EvalSetFacts known = evalSets.get(evalSetVersionId);
        EvalSetFacts evalSet = known == null ? read(evalSetVersionId) : known;
        evalSets.put(evalSetVersionId, evalSet);
        List<ProblemDetail> details = new ArrayList<>();
        for (int i = 0; i < reported.size(); i++) {
            if (!evalSet.scenarios().contains(reported.get(i).scenario())) {
                details.add(new ProblemDetail("/conversations/" + i + "/scenario", "is not one of the eval set"));
            }
            if (reported.get(i).repeat() > evalSet.repeats()) {
                details.add(new ProblemDetail(
                        "/conversations/" + i + "/repeat", "is more than the eval set's " + evalSet.repeats()));
            }
        }
        if (!details.isEmpty()) {
            throw new ReportInvalidException(details);
        }
    }

    private EvalSetFacts read(String versionId) {
        return database.select(
                        EVAL_SET_VERSION.REPEATS,
                        DSL.field("array(select jsonb_array_elements(scenarios) ->> 'name')", SQLDataType.CLOB.array()))
                .from(EVAL_SET_VERSION)
                .where(EVAL_SET_VERSION.ID.eq(versionId))
                .fetchSingle(row -> new EvalSetFacts(Set.of(row.value2()), row.value1()));
    }

    private record Completed(String workspaceId, int attempt, String evalSetVersionId) {}

    private record EvalSetFacts(Set<String> scenarios, int repeats) {}
}
