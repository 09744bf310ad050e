package io.vox.server.evaluation.agenttoken;

import static io.vox.server.schema.Tables.EVAL_AGENT_TOKEN;

import io.vox.server.platform.access.BearerReader;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.UnauthenticatedException;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Reads the tokens of eval agents. Looked up with every request, so that a token stops working at once when it is revoked
 * or expires (VOX-AGENT-12). Thread-safe.
 */
@Singleton
final class AgentTokenReader implements BearerReader {
    private static final Field<java.time.Instant> NOW = DSL.field("vox_now()", SQLDataType.INSTANT);

    private final DSLContext database;

    AgentTokenReader(DSLContext database) {
        this.database = database;
    }

    @Override
    public boolean knows(String token) {
        return token.startsWith(AgentTokenSecret.PREFIX);
    }

    @Override
    public boolean waits() {
        return true;
    }

    /**
     * Reads a token.
     *
     * @throws UnauthenticatedException if it is none, or expired or revoked
     */
    @Override
    public Optional<Principal> read(String token) {
        if (!AgentTokenSecret.isWhole(token)) {
            throw invalid();
        }
        return Optional.of(database.select(
                        EVAL_AGENT_TOKEN.ID,
                        EVAL_AGENT_TOKEN.WORKSPACE_ID,
                        EVAL_AGENT_TOKEN.REGION,
                        EVAL_AGENT_TOKEN.FLEET)
                .from(EVAL_AGENT_TOKEN)
                .where(EVAL_AGENT_TOKEN.TOKEN_HASH.eq(RandomToken.hash(token)))
                .and(EVAL_AGENT_TOKEN.REVOKED_AT.isNull())
                .and(EVAL_AGENT_TOKEN.EXPIRES_AT.isNull().or(EVAL_AGENT_TOKEN.EXPIRES_AT.gt(NOW)))
                .fetchOptional(row -> new Principal.EvalAgent(
                        row.value1(),
                        new WorkspaceId(row.value2()),
                        row.value3(),
                        Fleet.PUBLIC.name().equals(row.value4())))
                .orElseThrow(AgentTokenReader::invalid));
    }

    private static UnauthenticatedException invalid() {
        return new UnauthenticatedException(
                ProblemCode.AGENT_TOKEN_INVALID, "The eval agent token is wrong, expired or revoked; make a new one.");
    }
}
