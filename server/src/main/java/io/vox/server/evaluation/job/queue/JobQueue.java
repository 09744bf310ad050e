package io.vox.server.evaluation.job.queue;

import io.vox.server.evaluation.job.JobConfiguration;
import io.vox.server.evaluation.job.JobId;
import io.vox.server.evaluation.provider.ProviderId;
import io.vox.server.evaluation.provider.ProviderReference;
import io.vox.server.evaluation.provider.ProviderSku;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The statements that eval agents live by. Each is one statement in plain SQL, prepared once a connection: together they
 * are nearly all that a busy queue costs. Thread-safe.
 */
@Singleton
class JobQueue {
    private static final String CLAIM = """
            with agent as materialized (
                select id, name from eval_agent where session_hash = ? and token_id = ?
            ), found as materialized (
                select job.id from job
                where status = 'PENDING' and %s and region = ? and run_at <= vox_now() and exists (select from agent)
                order by priority desc, run_at, job.id limit 1
                for no key update skip locked
            ), claimed as (
                update job set status = 'RUNNING', eval_agent_id = agent.id, eval_agent_fleet = ?, lease_hash = ?,
                    lease_expires_at = vox_now() + ? * interval '1 second', started_at = vox_now(),
                    progress_number = 0, progress_count = 0, last_event_seq = last_event_seq + 1
                from found, agent where job.id = found.id
                returning job.id, job.run_id, job.attempt, job.lease_expires_at, job.region, job.provider_id,
                    job.provider_name, job.provider_sku, job.provider_calibration, job.workflow_version_id,
                    job.eval_set_version_id, job.last_event_seq, job.watched_until
            ), told as (
                insert into job_event (job_id, seq, type, attempt, message)
                select claimed.id, last_event_seq, 'CLAIMED', attempt, 'Claimed by ' || agent.name from claimed, agent
            ), seen as (
                update eval_agent set last_seen_at = vox_now(), last_job_at = vox_now()
                from agent where eval_agent.id = agent.id and exists (select from claimed)
            )
            select claimed.*, workflow.workflow_id, workflow.number, workflow.target_kind, workflow.target_url,
                workflow.steps_yaml, workflow.created_at, eval_set.eval_set_id, eval_set.number, eval_set.repeats,
                eval_set.scenarios, eval_set.created_at,
                case when claimed.watched_until > vox_now() then pg_notify('job_event', claimed.id)::text end
            from agent
                left join claimed on true
                left join workflow_version workflow on workflow.id = claimed.workflow_version_id
                left join eval_set_version eval_set on eval_set.id = claimed.eval_set_version_id
            """;

    private static final String CLAIM_PUBLIC = CLAIM.formatted("visibility = 'PUBLIC'");
    private static final String CLAIM_OF_WORKSPACE = CLAIM.formatted("workspace_id = ?");

    private static final String HEARTBEAT = """
            with agent as (
                update eval_agent set last_seen_at = vox_now() where session_hash = ? and token_id = ? returning id
            ), named as (
                select * from unnest(?::text[], ?::bytea[]) with ordinality as named (job_id, lease_hash, place)
            ), extended as (
                update job set lease_expires_at = least(vox_now() + ? * interval '1 second',
                    started_at + ? * interval '1 second')
                from named, agent
                where job.id = named.job_id and job.lease_hash = named.lease_hash and job.status = 'RUNNING'
                    and job.lease_expires_at > vox_now() and job.eval_agent_id = agent.id
                returning job.id, job.lease_hash, job.lease_expires_at, job.cancel_requested_at is not null as cancel
            )
            select named.job_id, extended.lease_expires_at, extended.cancel
            from agent left join named on true
                left join extended on extended.id = named.job_id and extended.lease_hash = named.lease_hash
            order by named.place
            """;

    private static final String PROGRESS = """
            with held as materialized (
                select id, attempt, last_event_seq, progress_number, progress_count, watched_until,
                    cancel_requested_at is not null as cancel
                from job where %s for no key update
            ), fresh as (
                select told.*, row_number() over (order by told.number) as place
                from held, unnest(?::int[], ?::text[], ?::text[], ?::int[], ?::int[], ?::text[], ?::text[])
                    as told (number, type, message, conversation, conversations, scenario, turn)
                where told.number > held.progress_number
            ), stored as (
                insert into job_event (job_id, seq, type, attempt, message, conversation, conversations, scenario, turn)
                select held.id, held.last_event_seq + fresh.place, fresh.type, held.attempt, fresh.message,
                    fresh.conversation, fresh.conversations, fresh.scenario, fresh.turn::jsonb
                from held, fresh where held.progress_count + fresh.place <= ?
                returning seq
            ), moved as (
                update job set progress_number = greatest(held.progress_number, (select max(number) from fresh)),
                    progress_count = held.progress_count + (select count(*) from stored),
                    last_event_seq = held.last_event_seq + (select count(*) from stored)
                from held where job.id = held.id
                returning job.last_event_seq, job.progress_number
            )
            select moved.last_event_seq, moved.progress_number, held.cancel,
                case when held.watched_until > vox_now() then pg_notify('job_event', held.id)::text end
            from held, moved
            """.formatted(LeaseFence.SQL);

    /** More events of an attempt are of no use to anybody. */
    private static final int MOST_EVENTS = 10_000;

    private final DSLContext database;
    private final int leaseSeconds;
    private final int longestSeconds;

    JobQueue(DSLContext database, JobConfiguration configuration) {
        this.database = database;
        this.leaseSeconds = (int) configuration.lease().toSeconds();
        this.longestSeconds =
                (int) configuration.longestAttempt().plus(configuration.lease()).toSeconds();
    }

    /**
     * Claims the job that is next among those that the eval agent may have; empty if there is none.
     *
     * @throws SessionEndedException if the session is not the newest of an eval agent of this token
     */
    Optional<ClaimedJob> claim(Principal.EvalAgent agent, byte[] sessionHash) {
        Scope scope = Scope.of(agent);
        String lease = RandomToken.create();
        return database.connectionResult(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(scope.workspaceId() == null ? CLAIM_PUBLIC : CLAIM_OF_WORKSPACE)) {
                int i = 0;
                statement.setBytes(++i, sessionHash);
                statement.setString(++i, agent.tokenId());
                if (scope.workspaceId() != null) {
                    statement.setString(++i, scope.workspaceId());
                }
                statement.setString(++i, scope.region());
                statement.setString(++i, agent.publicFleet() ? "PUBLIC" : "WORKSPACE");
                statement.setBytes(++i, RandomToken.hash(lease));
                statement.setInt(++i, leaseSeconds);
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new SessionEndedException();
                    }
                    return row.getString(1) == null ? Optional.empty() : Optional.of(claimed(row, lease));
                }
            }
        });
    }

    private static ClaimedJob claimed(ResultSet row, String lease) throws SQLException {
        return new ClaimedJob(
                new JobId(row.getString(1)),
                row.getString(2),
                row.getInt(3),
                lease,
                instant(row, 4),
                row.getString(5),
                new ProviderReference(
                        new ProviderId(row.getString(6)),
                        row.getString(7),
                        ProviderSku.valueOf(row.getString(8)),
                        row.getBoolean(9)),
                new ClaimedJob.Workflow(
                        row.getString(10),
                        row.getString(14),
                        row.getInt(15),
                        row.getString(16),
                        row.getString(17),
                        row.getString(18),
                        instant(row, 19)),
                new ClaimedJob.EvalSet(
                        row.getString(11),
                        row.getString(20),
                        row.getInt(21),
                        row.getInt(22),
                        row.getString(23),
                        instant(row, 24)));
    }

    /**
     * Extends the leases that are still held.
     *
     * @param leases jobs with the digests of their leases, each job once
     * @return what to do with each, in the same order
     * @throws SessionEndedException as {@link #claim}
     */
    List<HeldJob> heartbeat(Principal.EvalAgent agent, byte[] sessionHash, List<HeldLease> leases) {
        return database.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(HEARTBEAT)) {
                statement.setBytes(1, sessionHash);
                statement.setString(2, agent.tokenId());
                statement.setArray(
                        3,
                        connection.createArrayOf(
                                "text",
                                leases.stream()
                                        .map(lease -> lease.jobId().value())
                                        .toArray()));
                statement.setArray(
                        4,
                        connection.createArrayOf(
                                "bytea", leases.stream().map(HeldLease::hash).toArray(byte[][]::new)));
                statement.setInt(5, leaseSeconds);
                statement.setInt(6, longestSeconds);
                try (ResultSet rows = statement.executeQuery()) {
                    boolean known = false;
                    List<HeldJob> held = new ArrayList<>();
                    while (rows.next()) {
                        known = true;
                        if (rows.getString(1) != null) {
                            held.add(held(rows));
                        }
                    }
                    if (!known) {
                        throw new SessionEndedException();
                    }
                    return held;
                }
            }
        });
    }

    private static HeldJob held(ResultSet row) throws SQLException {
        JobId id = new JobId(row.getString(1));
        if (row.getObject(2) == null) {
            return new HeldJob(id, HeldJob.Action.ABANDON, null);
        }
        return new HeldJob(id, row.getBoolean(3) ? HeldJob.Action.CANCEL : HeldJob.Action.CONTINUE, instant(row, 2));
    }

    /** Appends those events that did not come before; empty if the lease does not hold. */
    Optional<Progress> append(HeldLease lease, List<ProgressEvent> events) {
        return database.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(PROGRESS)) {
                int i = LeaseFence.bind(statement, lease);
                statement.setArray(++i, connection.createArrayOf("int4", column(events, event ->
                        (Integer) event.number())));
                statement.setArray(
                        ++i,
                        connection.createArrayOf(
                                "text", column(events, event -> event.type().name())));
                statement.setArray(++i, connection.createArrayOf("text", column(events, ProgressEvent::message)));
                statement.setArray(++i, connection.createArrayOf("int4", column(events, ProgressEvent::conversation)));
                statement.setArray(++i, connection.createArrayOf("int4", column(events, ProgressEvent::conversations)));
                statement.setArray(++i, connection.createArrayOf("text", column(events, ProgressEvent::scenario)));
                statement.setArray(++i, connection.createArrayOf("text", column(events, ProgressEvent::turn)));
                statement.setInt(++i, MOST_EVENTS);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Progress(
                                    row.getInt(1),
                                    row.getInt(2),
                                    row.getBoolean(3) ? HeldJob.Action.CANCEL : HeldJob.Action.CONTINUE))
                            : Optional.empty();
                }
            }
        });
    }

    private static Object[] column(List<ProgressEvent> events, Function<ProgressEvent, @Nullable Object> part) {
        return events.stream().map(part).toArray();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
