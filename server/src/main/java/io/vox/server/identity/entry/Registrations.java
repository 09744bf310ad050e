package io.vox.server.identity.entry;

import static io.vox.server.schema.Tables.REGISTRATION;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.identity.session.IdentityConfiguration;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserRepository;
import io.vox.server.platform.id.Ulid;
import io.vox.server.platform.mail.MailOutbox;
import io.vox.server.platform.mail.MailTemplate;
import io.vox.server.platform.problem.RateLimitedException;
import io.vox.server.platform.secret.MasterKeys;
import io.vox.server.platform.secret.RandomToken;
import io.vox.server.platform.web.PublicUrl;
import io.vox.server.schema.tables.records.RegistrationRecord;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Registrations that wait for their proof, and the mails that ask for it. Thread-safe. */
@Singleton
class Registrations {
    private static final int DIGITS = 6;
    private static final int TRIES = 5;
    private static final Duration BETWEEN_MAILS = Duration.ofMinutes(1);

    private final DSLContext database;
    private final UserRepository users;
    private final MailOutbox mails;
    private final MasterKeys keys;
    private final PublicUrl url;
    private final IdentityConfiguration configuration;
    private final Clock clock;

    Registrations(
            DSLContext database,
            UserRepository users,
            MailOutbox mails,
            MasterKeys keys,
            PublicUrl url,
            IdentityConfiguration configuration,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.mails = mails;
        this.keys = keys;
        this.url = url;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Adds a registration and writes its mail. One of an address with an account looks the same and can do nothing. */
    @Transactional
    RegistrationService.Waiting add(String email, String name, String passwordHash) {
        User owner = users.findByEmail(email).orElse(null);
        String id = Ulid.create(Ulid.REGISTRATION);
        Proofs proofs = Proofs.create();
        Instant now = Instant.now(clock);
        database.insertInto(REGISTRATION)
                .set(REGISTRATION.ID, id)
                .set(REGISTRATION.EMAIL, email)
                .set(REGISTRATION.NAME, name)
                .set(REGISTRATION.PASSWORD_HASH, owner == null ? passwordHash : null)
                .set(REGISTRATION.TOKEN_HASH, RandomToken.hash(proofs.token()))
                .set(REGISTRATION.CODE_HASH, codeHash(id, proofs.code()))
                .set(REGISTRATION.CODE_EXPIRES_AT, now.plus(configuration.codeLife()))
                .set(REGISTRATION.MAILED_AT, now)
                .set(REGISTRATION.CREATED_AT, now)
                .set(REGISTRATION.EXPIRES_AT, now.plus(configuration.registrationLife()))
                .execute();
        send(email, owner, proofs);
        return new RegistrationService.Waiting(
                id, now.plus(configuration.codeLife()), now.plus(configuration.registrationLife()));
    }

    /** Returns the address of a registration that is not over. */
    Optional<String> findEmail(String id) {
        return database.select(REGISTRATION.EMAIL)
                .from(REGISTRATION)
                .where(waits(id))
                .fetchOptional(REGISTRATION.EMAIL);
    }

    /**
     * Writes another mail, with which the one before works no more; empty if the registration is over.
     *
     * @throws RateLimitedException if the last mail is a moment ago
     */
    @Transactional
    Optional<RegistrationService.Waiting> renew(String id) {
        Instant now = Instant.now(clock);
        RegistrationRecord row =
                database.selectFrom(REGISTRATION).where(waits(id)).forUpdate().fetchOne();
        if (row == null) {
            return Optional.empty();
        }
        Instant next = row.getMailedAt().plus(BETWEEN_MAILS);
        if (next.isAfter(now)) {
            throw new RateLimitedException(
                    "The last mail was sent a moment ago; look for it before you ask for another.",
                    Duration.between(now, next));
        }
        Proofs proofs = Proofs.create();
        row.setTokenHash(RandomToken.hash(proofs.token()));
        row.setCodeHash(codeHash(id, proofs.code()));
        row.setCodeTries((short) 0);
        row.setCodeExpiresAt(now.plus(configuration.codeLife()));
        row.setMailedAt(now);
        row.update();
        User owner = users.findByEmail(row.getEmail()).orElse(null);
        send(row.getEmail(), owner, proofs);
        return Optional.of(new RegistrationService.Waiting(id, row.getCodeExpiresAt(), row.getExpiresAt()));
    }

    /** Whether a code is right. Every try counts, at once for all to see, so that many at once get no more than five. */
    @Transactional
    boolean tryCode(String id, String code) {
        byte[] expected = database.update(REGISTRATION)
                .set(REGISTRATION.CODE_TRIES, REGISTRATION.CODE_TRIES.plus(1))
                .where(waits(id))
                .and(REGISTRATION.CODE_TRIES.lt((short) TRIES))
                .and(REGISTRATION.CODE_EXPIRES_AT.gt(Instant.now(clock)))
                .returning(REGISTRATION.CODE_HASH)
                .fetchOne(REGISTRATION.CODE_HASH);
        return expected != null && MessageDigest.isEqual(expected, codeHash(id, code));
    }

    /** Uses a registration up by its link. */
    Optional<Proved> takeByToken(String token) {
        return take(REGISTRATION.TOKEN_HASH.eq(RandomToken.hash(token)));
    }

    /** Uses a registration up whose code was right. */
    Optional<Proved> takeById(String id) {
        return take(REGISTRATION.ID.eq(id));
    }

    /** Ends all registrations of an address. */
    void removeOf(String email) {
        database.deleteFrom(REGISTRATION).where(REGISTRATION.EMAIL.eq(email)).execute();
    }

    /** Removes registrations that are over. Returns how many. */
    @Transactional
    int removeExpired() {
        return database.deleteFrom(REGISTRATION)
                .where(REGISTRATION.EXPIRES_AT.lt(Instant.now(clock)))
                .execute();
    }

    /** All registrations of an address first, in one order, so that of several proved at once one makes the account. */
    private Optional<Proved> take(Condition which) {
        database.select(REGISTRATION.ID)
                .from(REGISTRATION)
                .where(REGISTRATION.EMAIL.in(
                        database.select(REGISTRATION.EMAIL).from(REGISTRATION).where(which)))
                .orderBy(REGISTRATION.ID)
                .forUpdate()
                .fetch();
        return database.deleteFrom(REGISTRATION)
                .where(which)
                .and(REGISTRATION.EXPIRES_AT.gt(Instant.now(clock)))
                .and(REGISTRATION.PASSWORD_HASH.isNotNull())
                .returning()
                .fetchOptional(row -> new Proved(row.getEmail(), row.getName(), row.getPasswordHash()));
    }

    private Condition waits(String id) {
        return REGISTRATION.ID.eq(id).and(REGISTRATION.EXPIRES_AT.gt(Instant.now(clock)));
    }

    private byte[] codeHash(String id, String code) {
        return keys.authenticate("code", id + " " + code);
    }

    /** To an address that nobody proved nothing is said that whoever registered wrote, lest we send their advertisements. */
    private void send(String email, @Nullable User owner, Proofs proofs) {
        mails.add(
                owner == null
                        ? MailTemplate.VERIFY.write(
                                email, Map.of("code", proofs.code(), "link", url.page("/verify", proofs.token())))
                        : MailTemplate.ALREADY_REGISTERED.write(
                                email, Map.of("name", owner.name(), "link", url.page("/reset"))));
    }

    private record Proofs(String token, String code) {
        static Proofs create() {
            return new Proofs(RandomToken.create(), RandomToken.digits(DIGITS));
        }
    }

    /** A registration whose address is proved. */
    record Proved(String email, String name, String passwordHash) {
        /** Never the hash. */
        @Override
        public String toString() {
            return "Proved[]";
        }
    }
}
