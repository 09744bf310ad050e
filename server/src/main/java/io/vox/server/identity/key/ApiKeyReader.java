package io.vox.server.identity.key;

import io.vox.server.identity.user.Plan;
import io.vox.server.identity.user.Standing;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserStatus;
import io.vox.server.platform.access.BearerReader;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.Scope;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.access.WorkspaceRole;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * Reads API keys: whether the key works, and what its maker is now, in one query by indexes with each request. Nothing is
 * remembered, so that a key that is revoked is refused from the next request on, on every server. Thread-safe.
 */
@Singleton
final class ApiKeyReader implements BearerReader {
    /** Plain and prepared once a connection, since every request of a program asks it. */
    private static final String FIND = """
            select api_key.id, api_key.scopes, api_key.workspace_id, api_key.created_by, principal.standing, principal.plan,
                principal.is_admin, principal.workspace_role, principal.status
            from api_key_secret
                join api_key on api_key.id = api_key_secret.key_id
                join principal on principal.user_id = api_key.created_by and principal.workspace_id = api_key.workspace_id
            where api_key_secret.secret_hash = ? and (api_key_secret.expires_at is null or api_key_secret.expires_at > ?)
                and api_key.revoked_at is null and (api_key.expires_at is null or api_key.expires_at > ?)
                and principal.status in ('ACTIVE', 'SUSPENDED')
            """;

    private final DSLContext database;
    private final KeyUsage usage;
    private final Clock clock;

    ApiKeyReader(DSLContext database, KeyUsage usage, Clock clock) {
        this.database = database;
        this.usage = usage;
        this.clock = clock;
    }

    @Override
    public boolean knows(String token) {
        return token.startsWith(ApiKeySecret.PREFIX);
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Optional<Principal> read(String token) {
        if (!ApiKeySecret.isWellFormed(token)) {
            return Optional.empty();
        }
        return database.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                OffsetDateTime now = OffsetDateTime.ofInstant(Instant.now(clock), ZoneOffset.UTC);
                statement.setBytes(1, RandomToken.hash(token));
                statement.setObject(2, now);
                statement.setObject(3, now);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(principal(row)) : Optional.empty();
                }
            }
        });
    }

    private Principal principal(ResultSet row) throws SQLException {
        if (UserStatus.SUSPENDED.name().equals(row.getString(9))) {
            throw new ForbiddenException(
                    ProblemCode.SUSPENDED, "The account of the key's maker is suspended; ask an administrator.");
        }
        String id = row.getString(1);
        usage.note(id);
        return new Principal.User(
                new UserId(row.getString(4)),
                new WorkspaceId(row.getString(3)),
                User.role(Standing.valueOf(row.getString(5)), Plan.valueOf(row.getString(6))),
                row.getBoolean(7),
                WorkspaceRole.valueOf(row.getString(8)),
                new Principal.Key(
                        id,
                        Arrays.stream((String[]) row.getArray(2).getArray())
                                .map(Scope::valueOf)
                                .collect(Collectors.toSet())));
    }
}
