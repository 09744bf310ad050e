package io.vox.server.identity.session;

import static io.vox.server.schema.Tables.CHALLENGE;

import io.vox.server.platform.access.UserId;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;

/** Tokens of links that work once, for an account that is there. Used within transactions. Thread-safe. */
@Singleton
public class LinkTokens {
    private final DSLContext database;
    private final IdentityConfiguration configuration;
    private final Clock clock;

    LinkTokens(DSLContext database, IdentityConfiguration configuration, Clock clock) {
        this.database = database;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Makes a token for an account, instead of those before. */
    public LinkToken create(UserId userId, Purpose purpose) {
        String token = RandomToken.create();
        Instant now = Instant.now(clock);
        Instant expiresAt = now.plus(life(purpose));
        revoke(userId, purpose);
        database.insertInto(CHALLENGE)
                .set(CHALLENGE.TOKEN_HASH, RandomToken.hash(token))
                .set(CHALLENGE.PURPOSE, purpose.name())
                .set(CHALLENGE.USER_ID, userId.value())
                .set(CHALLENGE.CREATED_AT, now)
                .set(CHALLENGE.EXPIRES_AT, expiresAt)
                .execute();
        return new LinkToken(token, expiresAt);
    }

    /** Uses a token up; empty if it is unknown, expired, used or replaced. */
    public Optional<UserId> use(String token, Purpose purpose) {
        Instant now = Instant.now(clock);
        return database.update(CHALLENGE)
                .set(CHALLENGE.USED_AT, now)
                .where(CHALLENGE.TOKEN_HASH.eq(RandomToken.hash(token)))
                .and(CHALLENGE.PURPOSE.eq(purpose.name()))
                .and(CHALLENGE.USED_AT.isNull())
                .and(CHALLENGE.EXPIRES_AT.gt(now))
                .returning(CHALLENGE.USER_ID)
                .fetchOptional(row -> new UserId(row.getUserId()));
    }

    /** Ends the tokens of an account. */
    public void revoke(UserId userId, Purpose purpose) {
        database.update(CHALLENGE)
                .set(CHALLENGE.USED_AT, Instant.now(clock))
                .where(CHALLENGE.USER_ID.eq(userId.value()))
                .and(CHALLENGE.PURPOSE.eq(purpose.name()))
                .and(CHALLENGE.USED_AT.isNull())
                .execute();
    }

    /** Removes tokens that can do nothing any more. Returns how many. */
    int removeExpired() {
        return database.deleteFrom(CHALLENGE)
                .where(CHALLENGE.EXPIRES_AT.lt(Instant.now(clock)))
                .execute();
    }

    private Duration life(Purpose purpose) {
        return switch (purpose) {
            case ACTIVATE -> configuration.activationLife();
            case RESET -> configuration.resetLife();
        };
    }

    /** What a link is for. */
    public enum Purpose {
        /** To choose the first password. */
        ACTIVATE,
        /** To choose another password. */
        RESET
    }

    /** A token as only its owner sees it. */
    public record LinkToken(String value, Instant expiresAt) {
        /** Never the token. */
        @Override
        public String toString() {
            return "LinkToken[" + expiresAt + "]";
        }
    }
}
