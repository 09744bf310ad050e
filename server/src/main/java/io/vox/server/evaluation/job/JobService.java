package io.vox.server.evaluation.job;

import static io.vox.server.schema.Tables.JOB;
import static io.vox.server.schema.Tables.JOB_EVENT;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.schema.tables.records.JobRecord;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Makes jobs, finds them and stops them, for people. Thread-safe. */
@Singleton
public class JobService {
    private static final Field<Instant> NOW = DSL.field("vox_now()", SQLDataType.INSTANT);

    private final DSLContext database;
    private final JobQueries queries;

    JobService(DSLContext database, JobQueries queries) {
        this.database = database;
        this.queries = queries;
    }

    /**
     * Makes jobs, which wait for eval agents from the moment on when the transaction is committed. Joins the caller's
     * transaction.
     *
     * @return their ids, in the same order
     */
    @Transactional
    public List<JobId> create(List<NewJob> jobs) {
        List<JobId> ids = new ArrayList<>();
        for (NewJob job : jobs) {
            JobId id = JobId.create();
            database.insertInto(JOB)
                    .set(JOB.ID, id.value())
                    .set(JOB.WORKSPACE_ID, job.workspaceId().value())
                    .set(JOB.RUN_ID, job.runId())
                    .set(JOB.POSITION, job.position())
                    .set(JOB.WORKFLOW_ID, job.workflowId())
                    .set(JOB.WORKFLOW_VERSION_ID, job.workflowVersionId())
                    .set(JOB.EVAL_SET_ID, job.evalSetId())
                    .set(JOB.EVAL_SET_VERSION_ID, job.evalSetVersionId())
                    .set(JOB.PROVIDER_ID, job.provider().id().value())
                    .set(JOB.PROVIDER_NAME, job.provider().name())
                    .set(JOB.PROVIDER_SKU, job.provider().sku().name())
                    .set(JOB.PROVIDER_CALIBRATION, job.provider().calibration())
                    .set(JOB.REGION, job.region())
                    .set(JOB.PRIORITY, job.priority())
                    .set(JOB.RUN_AT, job.runAt() == null ? NOW : DSL.val(job.runAt()))
                    .set(JOB.VISIBILITY, job.isPublic() ? "PUBLIC" : "PRIVATE")
                    .set(JOB.MAINLINE, job.mainline())
                    .set(JOB.CREATOR_ROLE, job.creatorRole().name())
                    .set(JOB.CREATED_BY, job.createdBy().value())
                    .set(JOB.LAST_EVENT_SEQ, 1)
                    .execute();
            database.insertInto(JOB_EVENT)
                    .set(JOB_EVENT.JOB_ID, id.value())
                    .set(JOB_EVENT.SEQ, 1)
                    .set(JOB_EVENT.TYPE, JobEventType.CREATED.name())
                    .set(JOB_EVENT.ATTEMPT, 1)
                    .set(JOB_EVENT.MESSAGE, "Waits for an eval agent in " + job.region())
                    .execute();
            ids.add(id);
        }
        announce(ids);
        return ids;
    }

    /** Lists the newest first. */
    public Page<Job> list(WorkspaceScope scope, JobFilter filter, PageRequest request) {
        return queries.list(scope, filter, request);
    }

    /** Returns the jobs of runs by the run's id, each run's in the order of their places. */
    public Map<String, List<Job>> findByRun(WorkspaceScope scope, Collection<String> runIds) {
        return queries.findByRun(scope, runIds);
    }

    /**
     * Returns a job.
     *
     * @throws JobNotFoundException if there is none, or it is another workspace's
     */
    public Job get(WorkspaceScope scope, JobId id) {
        return queries.find(scope, id).orElseThrow(JobNotFoundException::new);
    }

    /**
     * Cancels a job that waits.
     *
     * @throws JobNotFoundException if there is none, or it is another workspace's
     * @throws ConflictException if it does not wait
     */
    @Transactional
    public void delete(Principal.User user, JobId id) {
        JobRecord job = lock(WorkspaceScope.of(user), id);
        if (status(job) != JobStatus.PENDING) {
            throw new ConflictException(
                    ProblemCode.JOB_NOT_PENDING,
                    status(job) == JobStatus.RUNNING
                            ? "The job runs already; cancel it to have it stopped."
                            : "The job has ended already.",
                    job.getStatus());
        }
        cancelPending(job);
    }

    /**
     * Cancels a job that waits, and asks one that runs to stop. Does nothing the second time.
     *
     * @throws JobNotFoundException if there is none, or it is another workspace's
     * @throws ConflictException if it has ended
     */
    @Transactional
    public Job cancel(Principal.User user, JobId id) {
        WorkspaceScope scope = WorkspaceScope.of(user);
        JobRecord job = lock(scope, id);
        switch (status(job)) {
            case PENDING -> cancelPending(job);
            case RUNNING -> {
                if (job.getCancelRequestedAt() == null) {
                    database.update(JOB)
                            .set(JOB.CANCEL_REQUESTED_AT, NOW)
                            .where(JOB.ID.eq(job.getId()))
                            .execute();
                    append(job, JobEventType.CANCEL_REQUESTED, "Asked to stop");
                }
            }
            case COMPLETED, FAILED, CANCELED ->
                throw new ConflictException(ProblemCode.JOB_FINISHED, "The job has ended already.", job.getStatus());
        }
        return get(scope, id);
    }

    private JobRecord lock(WorkspaceScope scope, JobId id) {
        return database.selectFrom(JOB)
                .where(JOB.WORKSPACE_ID.eq(scope.value()))
                .and(JOB.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(JobNotFoundException::new);
    }

    private void cancelPending(JobRecord job) {
        database.update(JOB)
                .set(JOB.STATUS, JobStatus.CANCELED.name())
                .set(JOB.FINISHED_AT, NOW)
                .where(JOB.ID.eq(job.getId()))
                .execute();
        append(job, JobEventType.CANCELED, "Canceled before it began");
    }

    /** Appends an event to a job whose row is locked. */
    private void append(JobRecord job, JobEventType type, String message) {
        int seq = job.getLastEventSeq() + 1;
        database.update(JOB)
                .set(JOB.LAST_EVENT_SEQ, seq)
                .where(JOB.ID.eq(job.getId()))
                .execute();
        database.insertInto(JOB_EVENT)
                .set(JOB_EVENT.JOB_ID, job.getId())
                .set(JOB_EVENT.SEQ, seq)
                .set(JOB_EVENT.TYPE, type.name())
                .set(JOB_EVENT.ATTEMPT, job.getAttempt())
                .set(JOB_EVENT.MESSAGE, message)
                .execute();
        if (job.getWatchedUntil() != null) {
            database.fetch("select pg_notify({0}, {1})", DSL.inline(JobChannels.EVENT), DSL.val(job.getId()));
        }
    }

    /** Tells all servers, when the transaction is committed, that there is something to claim. */
    private void announce(List<JobId> ids) {
        database.fetch(
                """
                select pg_notify({0}, concat_ws(' ', region, visibility, workspace_id, count(*)))
                from job where id = any({1}) and run_at <= vox_now() group by region, visibility, workspace_id
                """,
                DSL.inline(JobChannels.AVAILABLE),
                DSL.val(ids.stream().map(JobId::value).toArray(String[]::new)));
    }

    private static JobStatus status(JobRecord job) {
        return JobStatus.valueOf(job.getStatus());
    }
}
