package io.vox.server.identity.oidc;

import static io.vox.server.schema.Tables.USER_IDENTITY;

import io.vox.server.platform.access.UserId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** Who users are elsewhere. Used within transactions where it changes that. Thread-safe. */
@Singleton
class Identities {
    private final DSLContext database;
    private final Clock clock;

    Identities(DSLContext database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Optional<UserId> find(String provider, String subject) {
        return database.select(USER_IDENTITY.USER_ID)
                .from(USER_IDENTITY)
                .where(USER_IDENTITY.PROVIDER.eq(provider))
                .and(USER_IDENTITY.SUBJECT.eq(subject))
                .fetchOptional(row -> new UserId(row.value1()));
    }

    List<Identity> list(UserId userId) {
        return database.selectFrom(USER_IDENTITY)
                .where(USER_IDENTITY.USER_ID.eq(userId.value()))
                .orderBy(USER_IDENTITY.PROVIDER)
                .fetch(row -> new Identity(row.getProvider(), row.getCreatedAt()));
    }

    /** Returns whether it was added: not if the subject or the user is known at that provider, be it since a moment ago. */
    boolean add(String provider, String subject, UserId userId) {
        return database.insertInto(USER_IDENTITY)
                        .set(USER_IDENTITY.PROVIDER, provider)
                        .set(USER_IDENTITY.SUBJECT, subject)
                        .set(USER_IDENTITY.USER_ID, userId.value())
                        .set(USER_IDENTITY.CREATED_AT, Instant.now(clock))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    void remove(UserId userId, String provider) {
        database.deleteFrom(USER_IDENTITY)
                .where(USER_IDENTITY.USER_ID.eq(userId.value()))
                .and(USER_IDENTITY.PROVIDER.eq(provider))
                .execute();
    }

    /** That a user is known somewhere. */
    record Identity(String provider, Instant createdAt) {}
}
