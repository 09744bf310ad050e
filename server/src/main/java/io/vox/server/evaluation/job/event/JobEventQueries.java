package io.vox.server.evaluation.job.event;

import static io.vox.server.schema.Tables.JOB;
import static io.vox.server.schema.Tables.JOB_EVENT;

import io.vox.server.evaluation.job.JobEventType;
import io.vox.server.evaluation.job.JobId;
import io.vox.server.evaluation.job.JobNotFoundException;
import io.vox.server.evaluation.job.JobStatus;
import io.vox.server.platform.access.WorkspaceScope;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;

/** Reads events. Thread-safe. */
@Singleton
public class JobEventQueries {
    private static final List<SelectField<?>> COLUMNS = List.of(
            JOB_EVENT.SEQ,
            JOB_EVENT.TYPE,
            JOB_EVENT.AT,
            JOB_EVENT.ATTEMPT,
            JOB_EVENT.MESSAGE,
            JOB_EVENT.CONVERSATION,
            JOB_EVENT.CONVERSATIONS,
            JOB_EVENT.SCENARIO,
            JOB_EVENT.TURN);

    private final DSLContext database;

    JobEventQueries(DSLContext database) {
        this.database = database;
    }

    /**
     * Lists the events after a number, oldest first.
     *
     * @throws JobNotFoundException if there is no such job, or it is another workspace's
     */
    public List<JobEvent> list(WorkspaceScope scope, JobId job, long after, int limit) {
        if (!database.fetchExists(JOB, JOB.WORKSPACE_ID.eq(scope.value()).and(JOB.ID.eq(job.value())))) {
            throw new JobNotFoundException();
        }
        return database.select(COLUMNS)
                .from(JOB_EVENT)
                .where(JOB_EVENT.JOB_ID.eq(job.value()))
                .and(JOB_EVENT.SEQ.gt((int) Math.min(after, Integer.MAX_VALUE)))
                .orderBy(JOB_EVENT.SEQ)
                .limit(limit)
                .fetch(JobEventQueries::event);
    }

    /**
     * Has servers notified of the job's events for an hour. Waits for a transaction that is about to write one without
     * knowing of the watch: whoever reads after this misses nothing.
     *
     * @throws JobNotFoundException if there is no such job, or it is another workspace's
     */
    Watched watch(WorkspaceScope scope, JobId job) {
        return database.resultQuery("""
                        update job set watched_until = vox_now() + interval '1 hour'
                        where workspace_id = {0} and id = {1} returning status, last_event_seq
                        """, DSL.val(scope.value()), DSL.val(job.value()))
                .fetchOptional(row ->
                        new Watched(JobStatus.valueOf(row.get(0, String.class)).isFinal(), row.get(1, Integer.class)))
                .orElseThrow(JobNotFoundException::new);
    }

    /** Goes on watching those that have not ended. */
    void watchOn(List<JobId> jobs) {
        database.query("""
                        update job set watched_until = vox_now() + interval '1 hour'
                        where id = any({0}) and status in ('PENDING', 'RUNNING')
                            and watched_until < vox_now() + interval '50 minutes'
                        """, DSL.val(ids(jobs))).execute();
    }

    /**
     * Returns what came after the last event known of each job, oldest first, at most {@code limit} each; jobs without new
     * events are not in the map.
     */
    Map<JobId, List<JobEvent>> after(Map<JobId, Integer> known, int limit) {
        List<JobId> jobs = new ArrayList<>(known.keySet());
        return database.resultQuery(
                        """
                        select {0} from unnest({1}, {2}) as known (job_id, seq) cross join lateral (
                            select * from job_event e where e.job_id = known.job_id and e.seq > known.seq
                            order by e.seq limit {3}) as job_event order by job_event.job_id, job_event.seq
                        """,
                        DSL.list(withJob()),
                        DSL.val(ids(jobs)),
                        DSL.val(jobs.stream().map(known::get).toArray(Integer[]::new)),
                        DSL.val(limit))
                .coerce(withJob())
                .fetchGroups(row -> new JobId(row.get(JOB_EVENT.JOB_ID)), JobEventQueries::event);
    }

    private static List<org.jooq.Field<?>> withJob() {
        List<org.jooq.Field<?>> fields = new ArrayList<>();
        fields.add(JOB_EVENT.JOB_ID);
        COLUMNS.forEach(column -> fields.add((org.jooq.Field<?>) column));
        return fields;
    }

    private static String[] ids(List<JobId> jobs) {
        return jobs.stream().map(JobId::value).toArray(String[]::new);
    }

    private static JobEvent event(Record row) {
        JSONB turn = row.get(JOB_EVENT.TURN);
        return new JobEvent(
                row.get(JOB_EVENT.SEQ),
                JobEventType.valueOf(row.get(JOB_EVENT.TYPE)),
                row.get(JOB_EVENT.AT),
                row.get(JOB_EVENT.ATTEMPT),
                row.get(JOB_EVENT.MESSAGE),
                row.get(JOB_EVENT.CONVERSATION),
                row.get(JOB_EVENT.CONVERSATIONS),
                row.get(JOB_EVENT.SCENARIO),
                turn == null ? null : turn.data());
    }

    /**
     * How a job stands that is watched.
     *
     * @param ended whether it has ended
     * @param lastSeq number of its last event
     */
    record Watched(boolean ended, int lastSeq) {}
}
