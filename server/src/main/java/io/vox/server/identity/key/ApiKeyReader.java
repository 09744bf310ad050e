package io.vox.server.identity.key;

import static io.vox.server.schema.Tables.API_KEY;
import static io.vox.server.schema.Tables.API_KEY_SECRET;
import static io.vox.server.schema.Tables.PRINCIPAL;

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
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Reads API keys: whether the key works, and what its maker is now, in one query by indexes with each request. Nothing is
 * remembered, so that a key that is revoked is refused from the next request on, on every server. Thread-safe.
 */
@Singleton
final class ApiKeyReader implements BearerReader {
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
        Instant now = Instant.now(clock);
        return database.select(
                        API_KEY.ID,
                        API_KEY.SCOPES,
                        API_KEY.WORKSPACE_ID,
                        API_KEY.CREATED_BY,
                        PRINCIPAL.STANDING,
                        PRINCIPAL.PLAN,
                        PRINCIPAL.IS_ADMIN,
                        PRINCIPAL.WORKSPACE_ROLE,
                        PRINCIPAL.STATUS)
                .from(API_KEY_SECRET)
                .join(API_KEY)
                .on(API_KEY.ID.eq(API_KEY_SECRET.KEY_ID))
                .join(PRINCIPAL)
                .on(PRINCIPAL.USER_ID.eq(API_KEY.CREATED_BY))
                .and(PRINCIPAL.WORKSPACE_ID.eq(API_KEY.WORKSPACE_ID))
                .where(API_KEY_SECRET.SECRET_HASH.eq(RandomToken.hash(token)))
                .and(API_KEY_SECRET.EXPIRES_AT.isNull().or(API_KEY_SECRET.EXPIRES_AT.gt(now)))
                .and(API_KEY.REVOKED_AT.isNull())
                .and(API_KEY.EXPIRES_AT.isNull().or(API_KEY.EXPIRES_AT.gt(now)))
                .and(PRINCIPAL.STATUS.in(UserStatus.ACTIVE.name(), UserStatus.SUSPENDED.name()))
                .fetchOptional(this::principal);
    }

    private Principal principal(Record row) {
        if (UserStatus.SUSPENDED.name().equals(row.get(PRINCIPAL.STATUS))) {
            throw new ForbiddenException(
                    ProblemCode.SUSPENDED, "The account of the key's maker is suspended; ask an administrator.");
        }
        String id = row.get(API_KEY.ID);
        usage.note(id);
        return new Principal.User(
                new UserId(row.get(API_KEY.CREATED_BY)),
                new WorkspaceId(row.get(API_KEY.WORKSPACE_ID)),
                User.role(Standing.valueOf(row.get(PRINCIPAL.STANDING)), Plan.valueOf(row.get(PRINCIPAL.PLAN))),
                row.get(PRINCIPAL.IS_ADMIN),
                WorkspaceRole.valueOf(row.get(PRINCIPAL.WORKSPACE_ROLE)),
                new Principal.Key(
                        id,
                        Arrays.stream(row.get(API_KEY.SCOPES))
                                .map(Scope::valueOf)
                                .collect(Collectors.toSet())));
    }
}
