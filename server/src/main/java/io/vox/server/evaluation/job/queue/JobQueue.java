package io.vox.server.evaluation.job.queue;

import io.vox.server.evaluation.job.JobConfiguration;
import io.vox.server.evaluation.job.JobId;
import io.vox.server.evaluation.provider.ProviderId;
import io.vox.server.evaluation.provider.ProviderReference;
import io.vox.server.evaluation.provider.ProviderSku;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.batch.Batches;
import io.vox.server.platform.database.Columns;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
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
    private static final String CLAIM_PUBLIC = claim("visibility = 'PUBLIC'", "PUBLIC");
    private static final String CLAIM_OF_WORKSPACE = claim("workspace_id = scope.workspace_id", "WORKSPACE");

    private static final String HEARTBEAT = """
            with agent as (
                update eval_agent set last_seen_at = vox_now() where session_hash = ? and token_id = ? returning id
            ), named as (
                select * from unnest(?::text[], ?::bytea[]) with ordinality as named (job_id, lease_hash, place)
            ), held as materialized (
                select job.id from named, agent, job
                where job.id = named.job_id and job.lease_hash = named.lease_hash and job.status || '' = 'RUNNING'
                    and job.lease_expires_at > vox_now() and job.eval_agent_id = agent.id
                order by job.id for no key update of job
            ), extended as (
                update job set lease_expires_at = least(vox_now() + ? * interval '1 second',
                    started_at + ? * interval '1 second')
                from held where job.id = held.id
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

    private static final int MOST_CLAIMS = 64;

    private final DSLContext database;
    private final ClaimedWork work;
    private final int leaseSeconds;
    private final int longestSeconds;
    private final Batches<Asked, Answer> publicClaims = claims(CLAIM_PUBLIC);
    private final Batches<Asked, Answer> workspaceClaims = claims(CLAIM_OF_WORKSPACE);

    JobQueue(DSLContext database, ClaimedWork work, JobConfiguration configuration) {
        this.database = database;
        this.work = work;
        this.leaseSeconds = (int) configuration.lease().toSeconds();
        this.longestSeconds =
                (int) configuration.longestAttempt().plus(configuration.lease()).toSeconds();
    }

    /**
     * Its transaction does not wait until the log is on the disk: a claim that a crash of the machine undoes leaves a job that
     * waits, and an eval agent whose lease is not known, as one that was silent for too long.
     */
    private static String claim(String mayHave, String fleet) {
        return """
            with asked as materialized (
                select agent.id, agent.name, claim.scope, claim.lease_hash, claim.place,
                    row_number() over (partition by claim.scope order by claim.place) as turn
                from %3$s as claim (session_hash, token_id, scope, lease_hash, place)
                    join eval_agent agent on agent.session_hash = claim.session_hash and agent.token_id = claim.token_id
            ), found as materialized (
                select job.id, job.priority, job.run_at, scope.scope
                from (select scope, count(*) as agents from asked group by scope) as wanted
                    join (select * from %4$s as s (workspace_id, region, scope)) as scope
                        on scope.scope = wanted.scope
                    cross join lateral (
                        select id, priority, run_at from job
                        where status = 'PENDING' and %1$s and region = scope.region and run_at <= vox_now()
                        order by priority desc, run_at, id limit wanted.agents
                        for no key update skip locked
                    ) as job
            ), dealt as (
                select found.id as job_id, asked.id as agent_id, asked.name, asked.lease_hash, asked.place
                from (
                        select id, scope, row_number() over (partition by scope order by priority desc, run_at, id) as turn
                        from found
                    ) as found
                    join asked on asked.scope = found.scope and asked.turn = found.turn
            ), claimed as (
                update job set status = 'RUNNING', eval_agent_id = dealt.agent_id, eval_agent_fleet = '%2$s',
                    lease_hash = dealt.lease_hash, lease_expires_at = vox_now() + ? * interval '1 second',
                    started_at = vox_now(), progress_number = 0, progress_count = 0, last_event_seq = last_event_seq + 1
                from dealt where job.id = dealt.job_id
                returning job.id, job.run_id, job.attempt, job.lease_expires_at, job.region, job.provider_id,
                    job.provider_name, job.provider_sku, job.provider_calibration, job.workflow_version_id,
                    job.eval_set_version_id, job.last_event_seq, job.watched_until, dealt.place, dealt.agent_id,
                    dealt.name as agent_name
            ), told as (
                insert into job_event (job_id, seq, type, attempt, message)
                select id, last_event_seq, 'CLAIMED', attempt, 'Claimed by ' || agent_name from claimed
            ), present as materialized (
                select id from eval_agent where id in (select agent_id from claimed) order by id for no key update
            ), seen as (
                update eval_agent set last_seen_at = vox_now(), last_job_at = vox_now()
                from present where eval_agent.id = present.id
            ), unhurried as materialized (
                select set_config('synchronous_commit', 'off', true) as commit
            )
            select asked.place, claimed.id, run_id, attempt, lease_expires_at, region, provider_id, provider_name,
                provider_sku, provider_calibration, workflow_version_id, eval_set_version_id,
                case when watched_until > vox_now() then pg_notify('job_event', claimed.id)::text end
            from unhurried cross join asked left join claimed on claimed.place = asked.place
            where unhurried.commit is not null
            """.formatted(
                mayHave, fleet, Columns.numbered("bytea", "text", "int", "bytea"), Columns.numbered("text", "text"));
    }

    private Batches<Asked, Answer> claims(String statement) {
        return new Batches<>(MOST_CLAIMS, claim -> 1, claims -> claim(statement, claims));
    }

    /**
     * Claims the job that is next among those that the eval agent may have; empty if there is none. Agents that ask at the
     * same time are given jobs in the order in which they asked.
     *
     * @throws SessionEndedException if the session is not the newest of an eval agent of this token
     */
    Optional<ClaimedJob> claim(Principal.EvalAgent agent, byte[] sessionHash) {
        Scope scope = Scope.of(agent);
        String lease = RandomToken.create();
        Asked asked = new Asked(scope, agent.tokenId(), sessionHash, RandomToken.hash(lease));
        Answer answer = (scope.workspaceId() == null ? publicClaims : workspaceClaims).ask(asked);
        if (!answer.known()) {
            throw new SessionEndedException();
        }
        return Optional.ofNullable(answer.row()).map(row -> claimed(row, lease));
    }

    private List<Answer> claim(String text, List<Asked> claims) {
        List<Scope> scopes = claims.stream().map(Asked::scope).distinct().toList();
        return database.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                Columns columns = new Columns(connection, statement);
                columns.addBytes(claims, Asked::sessionHash);
                columns.add("text", claims, Asked::tokenId);
                columns.add("int4", claims, claim -> scopes.indexOf(claim.scope()) + 1);
                columns.addBytes(claims, Asked::leaseHash);
                columns.add("text", scopes, Scope::workspaceId);
                columns.add("text", scopes, Scope::region);
                statement.setInt(columns.next(), leaseSeconds);
                List<Answer> answers = new ArrayList<>(Collections.nCopies(claims.size(), Answer.UNKNOWN));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        answers.set(rows.getInt(1) - 1, new Answer(true, rows.getString(2) == null ? null : row(rows)));
                    }
                }
                return answers;
            }
        });
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new JobId(row.getString(2)),
                row.getString(3),
                row.getInt(4),
                instant(row, 5),
                row.getString(6),
                new ProviderReference(
                        new ProviderId(row.getString(7)),
                        row.getString(8),
                        ProviderSku.valueOf(row.getString(9)),
                        row.getBoolean(10)),
                row.getString(11),
                row.getString(12));
    }

    private ClaimedJob claimed(Row row, String lease) {
        work.claimed(row.jobId(), row.evalSetVersionId());
        return new ClaimedJob(
                row.jobId(),
                row.runId(),
                row.attempt(),
                lease,
                row.leaseExpiresAt(),
                row.region(),
                row.provider(),
                work.workflow(row.workflowVersionId()),
                work.evalSet(row.evalSetVersionId()));
    }

    /** A claim. */
    private record Asked(Scope scope, String tokenId, byte[] sessionHash, byte[] leaseHash) {}

    /**
     * What came of a claim.
     *
     * @param known whether there is such a session
     * @param row null = there is no job
     */
    private record Answer(boolean known, @Nullable Row row) {
        private static final Answer UNKNOWN = new Answer(false, null);
    }

    /** A job that was claimed, without what it names. */
    private record Row(
            JobId jobId,
            String runId,
            int attempt,
            Instant leaseExpiresAt,
            String region,
            ProviderReference provider,
            String workflowVersionId,
            String evalSetVersionId) {}

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
