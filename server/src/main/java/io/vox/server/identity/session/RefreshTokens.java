package io.vox.server.identity.session;

import static io.vox.server.schema.Tables.REFRESH_TOKEN;

import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * Tokens that renew a session: each works once and is followed by another of its family. One that is used a second time was
 * stolen, or its follower was; nobody can tell which, so the family ends. Used within transactions that lock the account first:
 * else a token that is added while its family ends would go on. Thread-safe.
 */
@Singleton
public class RefreshTokens {
    private static final String PREFIX = "vox_ref_";

    private final DSLContext database;
    private final IdentityConfiguration configuration;
    private final Clock clock;

    RefreshTokens(DSLContext database, IdentityConfiguration configuration, Clock clock) {
        this.database = database;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Begins a family, whose first token is yet to be added. */
    Session begin(UserId userId, WorkspaceId workspaceId) {
        return new Session(RandomToken.create(), userId, workspaceId, Instant.now(clock));
    }

    /** Adds the next token of a family. */
    NewToken add(Session session) {
        String token = RandomToken.create(PREFIX);
        Instant now = Instant.now(clock);
        Instant expiresAt = now.plus(configuration.refreshTokenLife());
        database.insertInto(REFRESH_TOKEN)
                .set(REFRESH_TOKEN.TOKEN_HASH, RandomToken.hash(token))
                .set(REFRESH_TOKEN.FAMILY_ID, session.familyId())
                .set(REFRESH_TOKEN.USER_ID, session.userId().value())
                .set(REFRESH_TOKEN.WORKSPACE_ID, session.workspaceId().value())
                .set(REFRESH_TOKEN.BEGAN_AT, session.since())
                .set(REFRESH_TOKEN.CREATED_AT, now)
                .set(REFRESH_TOKEN.EXPIRES_AT, expiresAt)
                .execute();
        return new NewToken(token, expiresAt);
    }

    /** Finds whose a token is, whatever became of it. */
    Optional<UserId> findOwner(String token) {
        return database.select(REFRESH_TOKEN.USER_ID)
                .from(REFRESH_TOKEN)
                .where(REFRESH_TOKEN.TOKEN_HASH.eq(RandomToken.hash(token)))
                .fetchOptional(row -> new UserId(row.value1()));
    }

    /** Uses a token up, in one statement, so that of two requests one does; empty if it is not valid, or not any more. */
    Optional<Session> use(String token) {
        Instant now = Instant.now(clock);
        return database.update(REFRESH_TOKEN)
                .set(REFRESH_TOKEN.ROTATED_AT, now)
                .where(REFRESH_TOKEN.TOKEN_HASH.eq(RandomToken.hash(token)))
                .and(REFRESH_TOKEN.ROTATED_AT.isNull())
                .and(REFRESH_TOKEN.REVOKED_AT.isNull())
                .and(REFRESH_TOKEN.EXPIRES_AT.gt(now))
                .returning(
                        REFRESH_TOKEN.FAMILY_ID,
                        REFRESH_TOKEN.USER_ID,
                        REFRESH_TOKEN.WORKSPACE_ID,
                        REFRESH_TOKEN.BEGAN_AT)
                .fetchOptional(row -> new Session(
                        row.getFamilyId(),
                        new UserId(row.getUserId()),
                        new WorkspaceId(row.getWorkspaceId()),
                        row.getBeganAt()));
    }

    /** Ends the family of a token, whatever became of the token; nothing happens if there is no such token. */
    void revokeFamily(String token) {
        database.update(REFRESH_TOKEN)
                .set(REFRESH_TOKEN.REVOKED_AT, Instant.now(clock))
                .where(REFRESH_TOKEN.FAMILY_ID.in(database.select(REFRESH_TOKEN.FAMILY_ID)
                        .from(REFRESH_TOKEN)
                        .where(REFRESH_TOKEN.TOKEN_HASH.eq(RandomToken.hash(token)))))
                .and(REFRESH_TOKEN.REVOKED_AT.isNull())
                .execute();
    }

    /** Ends all families of a user. */
    void revokeAll(UserId userId) {
        database.update(REFRESH_TOKEN)
                .set(REFRESH_TOKEN.REVOKED_AT, Instant.now(clock))
                .where(REFRESH_TOKEN.USER_ID.eq(userId.value()))
                .and(REFRESH_TOKEN.REVOKED_AT.isNull())
                .execute();
    }

    /** Removes tokens that can do nothing any more, not even end a family. Returns how many. */
    int removeExpired() {
        return database.deleteFrom(REFRESH_TOKEN)
                .where(REFRESH_TOKEN.EXPIRES_AT.lt(Instant.now(clock)))
                .execute();
    }

    /**
     * What a token continues.
     *
     * @param familyId the session, from log-in to log-out
     * @param since when the user logged in
     */
    record Session(String familyId, UserId userId, WorkspaceId workspaceId, Instant since) {}

    /** A token as only its owner sees it. */
    public record NewToken(String value, Instant expiresAt) {
        /** Never the token. */
        @Override
        public String toString() {
            return "NewToken[" + expiresAt + "]";
        }
    }
}
