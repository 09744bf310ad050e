package io.vox.server.identity.session;

import static io.vox.server.schema.Tables.CHALLENGE;

import io.vox.server.platform.access.UserId;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;

/** Tokens that activate an account, once. Used within transactions. Thread-safe. */
@Singleton
public class ActivationTokens {
    private static final String ACTIVATE = "ACTIVATE";

    private final DSLContext database;
    private final IdentityConfiguration configuration;
    private final Clock clock;

    ActivationTokens(DSLContext database, IdentityConfiguration configuration, Clock clock) {
        this.database = database;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Makes a token for an account. */
    public ActivationToken create(UserId userId) {
        String token = RandomToken.create();
        Instant now = Instant.now(clock);
        Instant expiresAt = now.plus(configuration.activationLife());
        database.insertInto(CHALLENGE)
                .set(CHALLENGE.TOKEN_HASH, RandomToken.hash(token))
                .set(CHALLENGE.PURPOSE, ACTIVATE)
                .set(CHALLENGE.USER_ID, userId.value())
                .set(CHALLENGE.CREATED_AT, now)
                .set(CHALLENGE.EXPIRES_AT, expiresAt)
                .execute();
        return new ActivationToken(token, expiresAt);
    }

    /** Uses a token up; empty if it is unknown, expired or used. */
    Optional<UserId> use(String token) {
        Instant now = Instant.now(clock);
        return database.update(CHALLENGE)
                .set(CHALLENGE.USED_AT, now)
                .where(CHALLENGE.TOKEN_HASH.eq(RandomToken.hash(token)))
                .and(CHALLENGE.PURPOSE.eq(ACTIVATE))
                .and(CHALLENGE.USED_AT.isNull())
                .and(CHALLENGE.EXPIRES_AT.gt(now))
                .returning(CHALLENGE.USER_ID)
                .fetchOptional(row -> new UserId(row.getUserId()));
    }

    /** Removes tokens that can do nothing any more. Returns how many. */
    int removeExpired() {
        return database.deleteFrom(CHALLENGE)
                .where(CHALLENGE.EXPIRES_AT.lt(Instant.now(clock)))
                .execute();
    }

    /** A token as only its owner sees it. */
    public record ActivationToken(String value, Instant expiresAt) {
        /** Never the token. */
        @Override
        public String toString() {
            return "ActivationToken[" + expiresAt + "]";
        }
    }
}
