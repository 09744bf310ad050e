package io.vox.server.identity.session;

import static io.vox.server.schema.Tables.PRINCIPAL;
import static io.vox.server.schema.Tables.REFRESH_TOKEN;

import io.vox.server.identity.user.Plan;
import io.vox.server.identity.user.Standing;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserStatus;
import io.vox.server.platform.access.BearerReader;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceRole;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.ProblemCode;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Reads access tokens, and asks with each request what their owner is now: a session that was ended, a user who was suspended
 * or made a Fellow, a membership that is gone count from the next request on, on every server (RES-57). One query by indexes,
 * and nothing is remembered. Thread-safe.
 */
@Singleton
final class SessionReader implements BearerReader {
    private final AccessTokens tokens;
    private final DSLContext database;

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
        return tokens.read(token).flatMap(this::find);
    }

    private Optional<Principal> find(AccessTokens.Claims claims) {
        return database.select(
                        PRINCIPAL.STANDING,
                        PRINCIPAL.PLAN,
                        PRINCIPAL.IS_ADMIN,
                        PRINCIPAL.WORKSPACE_ROLE,
                        PRINCIPAL.STATUS)
                .from(PRINCIPAL)
                .where(PRINCIPAL.USER_ID.eq(claims.userId().value()))
                .and(PRINCIPAL.WORKSPACE_ID.eq(claims.workspaceId().value()))
                // Who is suspended is told so, though it ended the sessions too.
                .and(PRINCIPAL
                        .STATUS
                        .eq(UserStatus.SUSPENDED.name())
                        .or(PRINCIPAL
                                .STATUS
                                .eq(UserStatus.ACTIVE.name())
                                .and(PRINCIPAL.TOKEN_EPOCH.eq(claims.epoch()))
                                .and(notEnded(claims))))
                .fetchOptional(row -> {
                    requireActive(UserStatus.valueOf(row.value5()));
                    return new Principal.User(
                            claims.userId(),
                            claims.workspaceId(),
                            User.role(Standing.valueOf(row.value1()), Plan.valueOf(row.value2())),
                            row.value3(),
                            WorkspaceRole.valueOf(row.value4()),
                            new Principal.Session(claims.since(), claims.sessionId()));
                });
    }

    private Condition notEnded(AccessTokens.Claims claims) {
        return claims.sessionId() == null
                ? DSL.noCondition()
                : DSL.notExists(database.selectOne()
                        .from(REFRESH_TOKEN)
                        .where(REFRESH_TOKEN.FAMILY_ID.eq(claims.sessionId()))
                        .and(REFRESH_TOKEN.REVOKED_AT.isNotNull()));
    }

    private static void requireActive(UserStatus status) {
        if (status == UserStatus.SUSPENDED) {
            throw new ForbiddenException(
                    ProblemCode.SUSPENDED, "The account is suspended; ask an administrator of this server.");
        }
    }
}
