package io.vox.server.evaluation.job.queue;

import static io.vox.server.schema.Tables.EVAL_SET_VERSION;
import static io.vox.server.schema.Tables.JOB;

import io.vox.server.conversations.call.CallRecorder;
import io.vox.server.conversations.call.RecentCalls;
import io.vox.server.conversations.call.RecordedCall;
import io.vox.server.conversations.call.ReportedCall;
import io.vox.server.evaluation.job.JobStatus;
import io.vox.server.platform.batch.Batches;
import io.vox.server.platform.batch.Recent;
import io.vox.server.platform.database.Columns;
import io.vox.server.platform.id.Ulid;
import io.vox.server.platform.problem.ProblemDetail;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Writes completed jobs: state, result, conversations and turns of each, all or nothing, by one statement for all that are
 * reported at a time (docs/adr/0062). Thread-safe.
 */
@Singleton
class JobCompletion {
    private static final String COMPLETE = """
            with asked as materialized (
                select asked.* from %1$s as asked (job_id, lease_hash, token_id, told, result_id,
                    method_version, tool_version, host, calibration, held, counted, agent_faults, harness_faults,
                    unavailable, canceled, metrics, verdicts, measured_at, place)
            ), held as materialized (
                select job.id, asked.place from asked join job on %2$s
                order by job.id, asked.place for no key update of job
            ), completed as (
                update job set status = 'COMPLETED', finished_at = vox_now(), lease_expires_at = null,
                    last_event_seq = last_event_seq + 1
                from held where job.id = held.id
                returning held.place, job.id as job_id, job.workspace_id, job.attempt, job.provider_id, job.region,
                    job.workflow_id, job.eval_set_id, job.eval_agent_id, job.visibility,
                    job.mainline and job.visibility = 'PUBLIC' and job.eval_agent_fleet = 'PUBLIC' as mainline,
                    job.last_event_seq, job.watched_until
            ), told as (
                insert into job_event (job_id, seq, type, attempt, message)
                select completed.job_id, last_event_seq, 'COMPLETED', attempt, asked.told
                from completed join asked on asked.place = completed.place
            ), stored as (
                insert into result (id, workspace_id, job_id, attempt, provider_id, region, workflow_id, eval_set_id,
                    eval_agent_id, visibility, mainline, method_version, tool_version, host, calibration, held, counted,
                    agent_faults, harness_faults, unavailable, canceled, metrics, verdicts, measured_at)
                select result_id, workspace_id, completed.job_id, attempt, provider_id, region, workflow_id, eval_set_id,
                    eval_agent_id, visibility, mainline, method_version, tool_version, host::jsonb, calibration::jsonb,
                    held, counted, agent_faults, harness_faults, unavailable, canceled, metrics::jsonb, verdicts::text[],
                    measured_at
                from completed join asked on asked.place = completed.place
            ), unfolded as (
                insert into unfolded_result (result_id)
                select result_id from completed join asked on asked.place = completed.place where mainline
            ), %3$s
            select place, attempt, mainline,
                case when watched_until > vox_now() then pg_notify('job_event', job_id)::text end
            from completed
            """.formatted(
                    Columns.numbered(
                            "text",
                            "bytea",
                            "text",
                            "text",
                            "text",
                            "text",
                            "text",
                            "text",
                            "text",
                            "int",
                            "int",
                            "int",
                            "int",
                            "int",
                            "int",
                            "text",
                            "text",
                            "timestamptz"),
                    LeaseFence.SQL_OF_ASKED,
                    CallRecorder.sql("completed"));

    /** Conversations and turns of a batch; usual reports have ten to a hundred. */
    private static final int MOST_ROWS = 2000;

    private static final int REMEMBERED_EVAL_SETS = 1000;

    private final DSLContext database;
    private final ClaimedWork work;
    private final RecentCalls recent;
    private final Batches<Asked, Optional<Done>> batches;

    /** Versions never change. */
    private final Recent<String, EvalSetFacts> evalSets = new Recent<>(REMEMBERED_EVAL_SETS);

    JobCompletion(DSLContext database, ClaimedWork work, RecentCalls recent) {
        this.database = database;
        this.work = work;
        this.recent = recent;
        this.batches = new Batches<>(MOST_ROWS, Asked::rows, this::write);
    }

    /**
     * Completes a job; empty if the lease does not hold.
     *
     * @throws ReportInvalidException if the report is of scenarios that the job has not
     */
    Optional<JobOutcome> complete(HeldLease lease, Report report, Figures figures) {
        String evalSetVersionId = work.evalSetVersionOf(lease.jobId());
        if (evalSetVersionId == null) {
            return Optional.empty();
        }
        List<ProblemDetail> wrong = unknown(evalSetVersionId, report.calls());
        if (!wrong.isEmpty()) {
            if (database.fetchExists(JOB, LeaseFence.holds(lease))) {
                throw new ReportInvalidException(wrong);
            }
            return Optional.empty();
        }
        List<RecordedCall> calls = CallRecorder.identify(report.calls());
        Asked asked = new Asked(lease, report, calls, figures, Ulid.create(Ulid.RESULT));
        return batches.ask(asked).map(done -> {
            if (done.mainline()) {
                recent.put(lease.jobId().value(), done.attempt(), calls);
            }
            return new JobOutcome(lease.jobId(), JobStatus.COMPLETED, done.attempt(), asked.resultId());
        });
    }

    /** Returns what is completed now; empty = its lease does not hold. */
    private List<Optional<Done>> write(List<Asked> asked) {
        return database.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(COMPLETE)) {
                Columns columns = new Columns(connection, statement);
                bind(columns, asked);
                CallRecorder.bind(columns, asked.stream().map(Asked::calls).toList());
                List<Optional<Done>> done = new ArrayList<>(Collections.nCopies(asked.size(), Optional.empty()));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        done.set(rows.getInt(1) - 1, Optional.of(new Done(rows.getInt(2), rows.getBoolean(3))));
                    }
                }
                return done;
            }
        });
    }

    private static void bind(Columns columns, List<Asked> asked) throws SQLException {
        columns.add("text", asked, one -> one.lease().jobId().value());
        columns.addBytes(asked, one -> one.lease().hash());
        columns.add("text", asked, one -> one.lease().agent().tokenId());
        columns.add("text", asked, one -> one.figures().counts().inWords());
        columns.add("text", asked, Asked::resultId);
        columns.add("text", asked, one -> one.report().methodVersion());
        columns.add("text", asked, one -> one.report().toolVersion());
        columns.add("text", asked, one -> one.report().host());
        columns.add("text", asked, one -> one.report().calibration());
        columns.add("int4", asked, one -> one.figures().counts().held());
        columns.add("int4", asked, one -> one.figures().counts().counted());
        columns.add("int4", asked, one -> one.figures().counts().agentFaults());
        columns.add("int4", asked, one -> one.figures().counts().harnessFaults());
        columns.add("int4", asked, one -> one.figures().counts().unavailable());
        columns.add("int4", asked, one -> one.figures().counts().canceled());
        columns.add("text", asked, one -> one.figures().metrics());
        columns.add("text", asked, one -> Columns.literal(one.figures().verdicts()));
        columns.add("timestamptz", asked, one -> one.report().startedAt().toString());
    }

    /** Returns what the job's eval set has not. */
    private List<ProblemDetail> unknown(String evalSetVersionId, List<ReportedCall> reported) {
        EvalSetFacts evalSet = facts(evalSetVersionId);
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
        return details;
    }

    private EvalSetFacts facts(String versionId) {
        EvalSetFacts known = evalSets.find(versionId);
        if (known == null) {
            known = read(versionId);
            evalSets.put(versionId, known);
        }
        return known;
    }

    private EvalSetFacts read(String versionId) {
        return database.select(
                        EVAL_SET_VERSION.REPEATS,
                        DSL.field("array(select jsonb_array_elements(scenarios) ->> 'name')", SQLDataType.CLOB.array()))
                .from(EVAL_SET_VERSION)
                .where(EVAL_SET_VERSION.ID.eq(versionId))
                .fetchSingle(row -> new EvalSetFacts(Set.of(row.value2()), row.value1()));
    }

    private record Asked(HeldLease lease, Report report, List<RecordedCall> calls, Figures figures, String resultId) {
        int rows() {
            return calls.stream()
                    .mapToInt(recorded -> 1 + recorded.call().turns().size())
                    .sum();
        }
    }

    /** @param mainline whether the result counts in public figures */
    private record Done(int attempt, boolean mainline) {}

    private record EvalSetFacts(Set<String> scenarios, int repeats) {}
}
