package io.vox.server.evaluation.job.queue;

import static io.vox.server.schema.Tables.EVAL_AGENT;
import static io.vox.server.schema.Tables.JOB;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Whether a lease holds, as a condition in SQL: every write of an eval agent has it, so that it is decided at the moment of
 * the write and not before (docs/adr/0060).
 */
public final class LeaseFence {
    private static final Field<Instant> NOW = DSL.field("vox_now()", SQLDataType.INSTANT);
    private static final Param<String> JOB_ID = DSL.param("job", SQLDataType.CLOB);
    private static final Param<byte[]> HASH = DSL.param("hash", SQLDataType.BLOB);
    private static final Param<String> TOKEN_ID = DSL.param("token", SQLDataType.CLOB);

    /** The same for statements in plain SQL; its parameters are set by {@link #bind}. */
    static final String SQL = DSL.using(SQLDialect.POSTGRES).render(holds(JOB_ID, HASH, TOKEN_ID));

    /** The same about each row of {@code asked (job_id, lease_hash, token_id)}. */
    static final String SQL_OF_ASKED = DSL.using(SQLDialect.POSTGRES)
            .render(holds(
                    DSL.field(DSL.name("asked", "job_id"), SQLDataType.CLOB),
                    DSL.field(DSL.name("asked", "lease_hash"), SQLDataType.BLOB),
                    DSL.field(DSL.name("asked", "token_id"), SQLDataType.CLOB)));

    private LeaseFence() {}

    /** Returns the condition about the table {@code job}. */
    public static Condition holds(HeldLease lease) {
        return holds(
                DSL.val(lease.jobId().value()),
                DSL.val(lease.hash()),
                DSL.val(lease.agent().tokenId()));
    }

    /** Sets the parameters of {@link #SQL}, which must be the first ones. Returns the index of the last. */
    static int bind(PreparedStatement statement, HeldLease lease) throws SQLException {
        int i = 0;
        statement.setString(++i, lease.jobId().value());
        statement.setBytes(++i, lease.hash());
        statement.setString(++i, lease.agent().tokenId());
        return i;
    }

    /**
     * The job is to be found by its id: the index of running jobs is small, but full of those that ran a moment ago, so its
     * condition is not offered.
     */
    private static Condition holds(Field<String> jobId, Field<byte[]> hash, Field<String> tokenId) {
        return JOB.ID
                .eq(jobId)
                .and(JOB.LEASE_HASH.eq(hash))
                .and(DSL.concat(JOB.STATUS, DSL.inline("")).eq(DSL.inline("RUNNING")))
                .and(JOB.LEASE_EXPIRES_AT.gt(NOW))
                .and(DSL.exists(DSL.selectOne()
                        .from(EVAL_AGENT)
                        .where(EVAL_AGENT.ID.eq(JOB.EVAL_AGENT_ID))
                        .and(EVAL_AGENT.TOKEN_ID.eq(tokenId))));
    }
}
