package io.vox.server.evaluation.agenttoken;

import io.vox.server.platform.access.BearerReader;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceId;
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
    /** Plain, since nothing is asked more often. Who is suspended or gone lets nobody work either. */
    private static final String QUERY = """
            select id, workspace_id, region, fleet from eval_agent_token t
            where token_hash = ? and revoked_at is null and (expires_at is null or expires_at > vox_now())
                and (fleet = 'PUBLIC' or exists (
                    select from principal p
                    where p.workspace_id = t.workspace_id and p.workspace_role = 'OWNER' and p.status = 'ACTIVE'))
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

    @Override
    public Optional<Principal> read(String token) {
        if (!AgentTokenSecret.isWhole(token)) {
            return Optional.empty();
        }
        return database.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
                statement.setBytes(1, RandomToken.hash(token));
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Principal.EvalAgent(
                                    row.getString(1),
                                    new WorkspaceId(row.getString(2)),
                                    row.getString(3),
                                    Fleet.PUBLIC.name().equals(row.getString(4))))
                            : Optional.empty();
                }
            }
        });
    }
}
