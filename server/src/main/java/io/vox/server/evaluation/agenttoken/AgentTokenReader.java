package io.vox.server.evaluation.agenttoken;

import io.vox.server.platform.access.BearerReader;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.batch.Batches;
import io.vox.server.platform.database.Columns;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * Reads the tokens of eval agents. Looked up with every request, so that a token stops working at once when it is revoked
 * or expires (VOX-AGENT-12); requests that come at the same time are looked up together. Thread-safe.
 */
@Singleton
final class AgentTokenReader implements BearerReader {
    /** Plain, since nothing is asked more often. Who is suspended or gone lets nobody work either. */
    private static final String QUERY = """
            select asked.place, t.id, t.workspace_id, t.region, t.fleet
            from %s as asked (token_hash, place)
                join eval_agent_token t on t.token_hash = asked.token_hash
            where t.revoked_at is null and (t.expires_at is null or t.expires_at > vox_now())
                and (t.fleet = 'PUBLIC' or exists (
                    select from principal p
                    where p.workspace_id = t.workspace_id and p.workspace_role = 'OWNER' and p.status = 'ACTIVE'))
            """.formatted(Columns.numbered("bytea"));

    private static final int MOST_TOKENS = 64;

    private final DSLContext database;
    private final Batches<byte[], Optional<Principal>> batches =
            new Batches<>(MOST_TOKENS, token -> 1, this::principals);

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
        return AgentTokenSecret.isWhole(token) ? batches.ask(RandomToken.hash(token)) : Optional.empty();
    }

    private List<Optional<Principal>> principals(List<byte[]> hashes) {
        return database.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
                new Columns(connection, statement).addBytes(hashes, hash -> hash);
                List<Optional<Principal>> principals =
                        new ArrayList<>(Collections.nCopies(hashes.size(), Optional.empty()));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        principals.set(
                                rows.getInt(1) - 1,
                                Optional.of(new Principal.EvalAgent(
                                        rows.getString(2),
                                        new WorkspaceId(rows.getString(3)),
                                        rows.getString(4),
                                        Fleet.PUBLIC.name().equals(rows.getString(5)))));
                    }
                }
                return principals;
            }
        });
    }
}
