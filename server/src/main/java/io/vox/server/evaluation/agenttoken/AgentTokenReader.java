package io.vox.server.evaluation.agenttoken;

import io.vox.server.platform.access.BearerReader;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.UnauthenticatedException;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * Reads the tokens of eval agents. Looked up with every request, so that a token stops working at once when it is revoked
 * or expires (VOX-AGENT-12). Thread-safe.
 */
@Singleton
final class AgentTokenReader implements BearerReader {
    /** Plain, since nothing is asked more often. */
    private static final String QUERY = """
            select id, workspace_id, region, fleet from eval_agent_token
            where token_hash = ? and revoked_at is null and (expires_at is null or expires_at > vox_now())
            """;

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
        return Optional.of(database.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
                statement.setBytes(1, RandomToken.hash(token));
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw invalid();
                    }
                    return new Principal.EvalAgent(
                            row.getString(1),
                            new WorkspaceId(row.getString(2)),
                            row.getString(3),
                            Fleet.PUBLIC.name().equals(row.getString(4)));
                }
            }
        }));
    }

    private static UnauthenticatedException invalid() {
        return new UnauthenticatedException(
                ProblemCode.AGENT_TOKEN_INVALID, "The eval agent token is wrong, expired or revoked; make a new one.");
    }
}
