package io.vox.server.identity.session;

import io.vox.server.identity.user.PrincipalRow;
import io.vox.server.platform.access.BearerReader;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.batch.Batches;
import io.vox.server.platform.database.Columns;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * Reads access tokens, and asks with each request what their owner is now: a session that was ended, a user who was suspended
 * or made a Fellow, a membership that is gone count from the next request on, on every server (RES-57). One query by indexes,
 * for all requests that come at the same time, and nothing is remembered. Thread-safe.
 */
@Singleton
final class SessionReader implements BearerReader {
    /** Plain and prepared once a connection. Who is suspended is told so, though it ended the sessions too. */
    private static final String FIND =
            """
            select asked.place, %s
            from %s as asked (user_id, workspace_id, epoch, session_id, place)
                join principal p on p.user_id = asked.user_id and p.workspace_id = asked.workspace_id
            where p.status = 'SUSPENDED'
                or (p.status = 'ACTIVE' and p.token_epoch = asked.epoch and not exists (
                    select from refresh_token r where r.family_id = asked.session_id and r.revoked_at is not null))
            """.formatted(PrincipalRow.COLUMNS, Columns.numbered("text", "text", "int4", "text"));

    private static final int MOST_TOKENS = 64;

    private final AccessTokens tokens;
    private final DSLContext database;
    private final Batches<AccessTokens.Claims, Optional<PrincipalRow>> batches =
            new Batches<>(MOST_TOKENS, claims -> 1, this::find);

    SessionReader(AccessTokens tokens, DSLContext database) {
        this.tokens = tokens;
        this.database = database;
    }

    @Override
    public boolean knows(String token) {
        return token.startsWith("eyJ");
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Optional<Principal> read(String token) {
        return tokens.read(token)
                .flatMap(batches::ask)
                .map(row -> row.requireActive("The account is suspended; ask an administrator of this server."));
    }

    private List<Optional<PrincipalRow>> find(List<AccessTokens.Claims> asked) {
        return database.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                Columns columns = new Columns(connection, statement);
                columns.add("text", asked, claims -> claims.userId().value());
                columns.add("text", asked, claims -> claims.workspaceId().value());
                columns.add("int4", asked, AccessTokens.Claims::epoch);
                columns.add("text", asked, AccessTokens.Claims::sessionId);
                List<Optional<PrincipalRow>> found =
                        new ArrayList<>(Collections.nCopies(asked.size(), Optional.empty()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        int place = row.getInt(1) - 1;
                        AccessTokens.Claims claims = asked.get(place);
                        found.set(
                                place,
                                Optional.of(PrincipalRow.read(
                                        row, 1, new Principal.Session(claims.since(), claims.sessionId()))));
                    }
                }
                return found;
            }
        });
    }
}
