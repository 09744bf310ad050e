package io.vox.server.platform.idempotency;

import static io.vox.server.schema.Tables.IDEMPOTENCY_KEY;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** What is known of keys. Thread-safe. */
@Singleton
class IdempotencyKeys {
    private static final String IN_FLIGHT = "IN_FLIGHT";
    private static final String ANSWERED = "ANSWERED";
    private static final Duration LIFE = Duration.ofHours(24);

    /** After that a request that holds a key and was not answered has died with its server. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(2);

    private final DSLContext database;
    private final Clock clock;

    IdempotencyKeys(DSLContext database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes a key, at once for all to see. Empty if it is taken now, by this request; else what is known of the request
     * that took it before.
     */
    @Transactional(propagation = TransactionDefinition.Propagation.REQUIRES_NEW)
    Optional<Earlier> take(RequestKey key) {
        Instant now = Instant.now(clock);
        int taken = database.insertInto(IDEMPOTENCY_KEY)
                .set(IDEMPOTENCY_KEY.PRINCIPAL, key.principal())
                .set(IDEMPOTENCY_KEY.OPERATION, key.operation())
                .set(IDEMPOTENCY_KEY.KEY, key.key())
                .set(IDEMPOTENCY_KEY.BODY_HASH, key.bodyHash())
                .set(IDEMPOTENCY_KEY.STATUS, IN_FLIGHT)
                .set(IDEMPOTENCY_KEY.LOCKED_UNTIL, now.plus(LONGEST_REQUEST))
                .set(IDEMPOTENCY_KEY.CREATED_AT, now)
                .set(IDEMPOTENCY_KEY.EXPIRES_AT, now.plus(LIFE))
                .onConflict(IDEMPOTENCY_KEY.PRINCIPAL, IDEMPOTENCY_KEY.OPERATION, IDEMPOTENCY_KEY.KEY)
                .doUpdate()
                .set(IDEMPOTENCY_KEY.BODY_HASH, key.bodyHash())
                .set(IDEMPOTENCY_KEY.STATUS, IN_FLIGHT)
                .set(IDEMPOTENCY_KEY.LOCKED_UNTIL, now.plus(LONGEST_REQUEST))
                .setNull(IDEMPOTENCY_KEY.ANSWER_STATUS)
                .setNull(IDEMPOTENCY_KEY.ANSWER_HEADERS)
                .setNull(IDEMPOTENCY_KEY.ANSWER_BODY)
                .set(IDEMPOTENCY_KEY.SECRET, false)
                .set(IDEMPOTENCY_KEY.CREATED_AT, now)
                .set(IDEMPOTENCY_KEY.EXPIRES_AT, now.plus(LIFE))
                .where(IDEMPOTENCY_KEY
                        .EXPIRES_AT
                        .lt(now)
                        .or(IDEMPOTENCY_KEY.LOCKED_UNTIL.lt(now).and(IDEMPOTENCY_KEY.BODY_HASH.eq(key.bodyHash()))))
                .execute();
        return taken == 1 ? Optional.empty() : Optional.of(find(key));
    }

    private Earlier find(RequestKey key) {
        return database.selectFrom(IDEMPOTENCY_KEY)
                .where(IDEMPOTENCY_KEY.PRINCIPAL.eq(key.principal()))
                .and(IDEMPOTENCY_KEY.OPERATION.eq(key.operation()))
                .and(IDEMPOTENCY_KEY.KEY.eq(key.key()))
                .fetchOptional(row -> new Earlier(
                        Arrays.equals(row.getBodyHash(), key.bodyHash()),
                        ANSWERED.equals(row.getStatus()),
                        row.getSecret(),
                        row.getAnswerStatus() == null ? 0 : row.getAnswerStatus(),
                        row.getAnswerHeaders(),
                        row.getAnswerBody()))
                // Given back between the two statements: to be tried again.
                .orElseGet(() -> new Earlier(true, false, false, 0, null, null));
    }

    /** Stores the answer, in the transaction of the work. */
    @Transactional(propagation = TransactionDefinition.Propagation.MANDATORY)
    void answer(RequestKey key, StoredAnswer answer) {
        database.update(IDEMPOTENCY_KEY)
                .set(IDEMPOTENCY_KEY.STATUS, ANSWERED)
                .setNull(IDEMPOTENCY_KEY.LOCKED_UNTIL)
                .set(IDEMPOTENCY_KEY.SECRET, answer.secret())
                .set(IDEMPOTENCY_KEY.ANSWER_STATUS, (short) answer.status())
                .set(IDEMPOTENCY_KEY.ANSWER_HEADERS, answer.headers())
                .set(IDEMPOTENCY_KEY.ANSWER_BODY, answer.body())
                .where(IDEMPOTENCY_KEY.PRINCIPAL.eq(key.principal()))
                .and(IDEMPOTENCY_KEY.OPERATION.eq(key.operation()))
                .and(IDEMPOTENCY_KEY.KEY.eq(key.key()))
                .execute();
    }

    /** Gives a key back whose work failed. */
    @Transactional(propagation = TransactionDefinition.Propagation.REQUIRES_NEW)
    void giveBack(RequestKey key) {
        database.deleteFrom(IDEMPOTENCY_KEY)
                .where(IDEMPOTENCY_KEY.PRINCIPAL.eq(key.principal()))
                .and(IDEMPOTENCY_KEY.OPERATION.eq(key.operation()))
                .and(IDEMPOTENCY_KEY.KEY.eq(key.key()))
                .and(IDEMPOTENCY_KEY.STATUS.eq(IN_FLIGHT))
                .execute();
    }

    /** Removes keys that mean nothing any more. Returns how many. */
    @Transactional
    int removeExpired() {
        return database.deleteFrom(IDEMPOTENCY_KEY)
                .where(IDEMPOTENCY_KEY.EXPIRES_AT.lt(Instant.now(clock)))
                .execute();
    }

    /**
     * Which request it is.
     *
     * @param principal whose key: two principals may choose the same
     * @param operation method and path
     * @param bodyHash SHA-256 of what was asked for
     */
    record RequestKey(String principal, String operation, String key, byte[] bodyHash) {}

    /** What is stored of an answer. */
    record StoredAnswer(boolean secret, int status, JSONB headers, byte @Nullable [] body) {}

    /** The request that took the key before. */
    record Earlier(
            boolean sameBody,
            boolean answered,
            boolean secret,
            int status,
            @Nullable JSONB headers,
            byte @Nullable [] body) {}
}
