package io.vox.server.evaluation.job.queue;

import static io.vox.server.schema.Tables.JOB;
import static io.vox.server.schema.Tables.JOB_EVENT;
import static io.vox.server.schema.Tables.RESULT;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.evaluation.job.Fault;
import io.vox.server.evaluation.job.JobChannels;
import io.vox.server.evaluation.job.JobConfiguration;
import io.vox.server.evaluation.job.JobId;
import io.vox.server.evaluation.job.JobNotFoundException;
import io.vox.server.evaluation.job.JobStatus;
import io.vox.server.schema.tables.records.JobRecord;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Writes what becomes of running jobs that end without a result. Thread-safe. */
@Singleton
class LeaseEnding {
    private static final Field<Instant> NOW = DSL.field("vox_now()", SQLDataType.INSTANT);

    /** Of the advisory lock that lets one server at a time reap. */
    private static final long REAPER_LOCK = 0x766f782d726561L;

    private static final int BATCH = 100;

    private final DSLContext database;
    private final long retryDelaySeconds;

    LeaseEnding(DSLContext database, JobConfiguration configuration) {
        this.database = database;
        this.retryDelaySeconds = configuration.retryDelay().toSeconds();
    }

    /** Ends a lease by a report; empty if it does not hold. */
    @Transactional
    Optional<JobOutcome> end(HeldLease lease, Function<LeaseEnd.Attempt, LeaseEnd> decision) {
        return database.selectFrom(JOB)
                .where(LeaseFence.holds(lease))
                .forNoKeyUpdate()
                .fetchOptional()
                .map(job -> {
                    LeaseEnd end = decision.apply(attempt(job));
                    write(job, end, lease.hash(), end.nextAttempt() ? retryDelaySeconds * job.getAttempt() : 0);
                    return outcome(job, end);
                });
    }

    /**
     * Takes jobs away from eval agents that are silent, unless another server is at it.
     *
     * @return how many; as long as it is the greatest number that one call takes, there may be more
     */
    @Transactional
    int reap() {
        boolean mine = Boolean.TRUE.equals(
                database.fetchSingle("select pg_try_advisory_xact_lock({0})", DSL.inline(REAPER_LOCK))
                        .get(0, Boolean.class));
        if (!mine) {
            return 0;
        }
        var silent = database.selectFrom(JOB)
                .where(JOB.STATUS.eq(DSL.inline(JobStatus.RUNNING.name())))
                .and(JOB.LEASE_EXPIRES_AT.le(NOW))
                .orderBy(JOB.LEASE_EXPIRES_AT)
                .limit(BATCH)
                .forNoKeyUpdate()
                .skipLocked()
                .fetch();
        silent.forEach(job -> write(job, LeaseEnd.silent(attempt(job)), null, 0));
        return silent.size();
    }

    /** Whether a number that {@link #reap} returned leaves the question open. */
    static boolean mayBeMore(int reaped) {
        return reaped == BATCH;
    }

    /**
     * Returns what a report was answered that came before with the same lease; empty if there was none.
     *
     * @param possible states in which this kind of report can have left a job
     * @throws JobNotFoundException if the eval agent may not know of such a job
     */
    Optional<JobOutcome> repeated(HeldLease lease, Set<JobStatus> possible) {
        Scope scope = Scope.of(lease.agent());
        var row = database.select(
                        JOB.STATUS,
                        JOB.ATTEMPT,
                        JOB.LEASE_HASH,
                        JOB.RETURNED_LEASE_HASH,
                        JOB.RETURNED_ATTEMPT,
                        RESULT.ID)
                .from(JOB)
                .leftJoin(RESULT)
                .on(RESULT.JOB_ID.eq(JOB.ID))
                .where(JOB.ID.eq(lease.jobId().value()))
                .and(
                        scope.workspaceId() == null
                                ? JOB.VISIBILITY.eq("PUBLIC")
                                : JOB.WORKSPACE_ID.eq(scope.workspaceId()))
                .fetchOptional()
                .orElseThrow(JobNotFoundException::new);
        JobOutcome outcome;
        if (Arrays.equals(row.value4(), lease.hash())) {
            outcome = new JobOutcome(lease.jobId(), JobStatus.PENDING, row.value5(), null);
        } else if (Arrays.equals(row.value3(), lease.hash())) {
            outcome = new JobOutcome(lease.jobId(), JobStatus.valueOf(row.value1()), row.value2(), row.value6());
        } else {
            return Optional.empty();
        }
        return Optional.of(outcome).filter(known -> possible.contains(known.status()));
    }

    private static LeaseEnd.Attempt attempt(JobRecord job) {
        return new LeaseEnd.Attempt(job.getAttempt(), job.getMaxAttempts(), job.getCancelRequestedAt() != null);
    }

    private static JobOutcome outcome(JobRecord job, LeaseEnd end) {
        return new JobOutcome(
                new JobId(job.getId()), end.status(), job.getAttempt() + (end.nextAttempt() ? 1 : 0), null);
    }

    /**
     * Writes the next state of a job whose row is locked.
     *
     * @param reported the lease by which this was reported, so that a repetition is known; null = nobody reported
     */
    private void write(JobRecord job, LeaseEnd end, byte @Nullable [] reported, long delaySeconds) {
        boolean pending = end.status() == JobStatus.PENDING;
        int attempt = job.getAttempt() + (end.nextAttempt() ? 1 : 0);
        Fault fault = end.fault();
        var update = database.update(JOB)
                .set(JOB.STATUS, end.status().name())
                .set(JOB.ATTEMPT, attempt)
                .set(JOB.LEASE_HASH, pending ? null : reported)
                .setNull(JOB.LEASE_EXPIRES_AT)
                .set(JOB.LAST_EVENT_SEQ, job.getLastEventSeq() + 1);
        if (pending) {
            update = update.setNull(JOB.EVAL_AGENT_FLEET)
                    .setNull(JOB.STARTED_AT)
                    .set(JOB.RETURNED_LEASE_HASH, reported)
                    .set(JOB.RETURNED_ATTEMPT, reported == null ? null : (Integer) attempt);
            if (delaySeconds > 0) {
                update = update.set(
                        JOB.RUN_AT,
                        DSL.field("vox_now() + {0} * interval '1 second'", SQLDataType.INSTANT, DSL.val(delaySeconds)));
            }
        } else {
            update = update.set(JOB.FINISHED_AT, NOW)
                    .set(JOB.FAULT_KIND, fault == null ? null : fault.kind().name())
                    .set(JOB.FAULT_CODE, fault == null ? null : fault.code())
                    .set(JOB.FAULT_MESSAGE, fault == null ? null : fault.message());
        }
        update.where(JOB.ID.eq(job.getId())).execute();
        tell(job, end);
        if (pending && delaySeconds == 0) {
            database.fetch(
                    "select pg_notify({0}, {1})",
                    DSL.inline(JobChannels.AVAILABLE),
                    DSL.val(String.join(" ", job.getRegion(), job.getVisibility(), job.getWorkspaceId(), "1")));
        }
    }

    private void tell(JobRecord job, LeaseEnd end) {
        database.insertInto(JOB_EVENT)
                .set(JOB_EVENT.JOB_ID, job.getId())
                .set(JOB_EVENT.SEQ, job.getLastEventSeq() + 1)
                .set(JOB_EVENT.TYPE, end.told().type().name())
                .set(JOB_EVENT.ATTEMPT, job.getAttempt())
                .set(JOB_EVENT.MESSAGE, end.told().message())
                .execute();
        if (job.getWatchedUntil() != null) {
            database.fetch("select pg_notify({0}, {1})", DSL.inline(JobChannels.EVENT), DSL.val(job.getId()));
        }
    }
}
