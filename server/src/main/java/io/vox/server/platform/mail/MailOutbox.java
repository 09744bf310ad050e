package io.vox.server.platform.mail;

import static io.vox.server.schema.Tables.MAIL;

import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.platform.id.Ulid;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.secret.SecretBox;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Mails that were written. Thread-safe. */
@Singleton
public class MailOutbox {
    /** How long a try may take before another server makes the next. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final DSLContext database;
    private final SecretBox box;
    private final ObjectMapper json;
    private final Clock clock;

    MailOutbox(DSLContext database, SecretBox box, ObjectMapper json, Clock clock) {
        this.database = database;
        this.box = box;
        this.json = json;
        this.clock = clock;
    }

    /** Writes a mail, in the transaction of its cause; it is sent when that is committed. */
    @Transactional
    public void add(NewMail mail) {
        String id = Ulid.create(Ulid.MAIL);
        Instant now = Instant.now(clock);
        database.insertInto(MAIL)
                .set(MAIL.ID, id)
                .set(MAIL.RECIPIENT, mail.recipient())
                .set(MAIL.SUBJECT, mail.subject())
                .set(MAIL.BODY, box.seal(id, text(new Body(mail.text(), mail.html()))))
                .set(MAIL.NEXT_TRY_AT, now)
                .set(MAIL.CREATED_AT, now)
                .execute();
    }

    /** Takes the mail that waits longest, so that no other server tries it meanwhile; empty if none is due. */
    @Transactional
    Optional<Due> take() {
        Instant now = Instant.now(clock);
        return database.update(MAIL)
                .set(MAIL.ATTEMPTS, MAIL.ATTEMPTS.plus(1))
                .set(MAIL.NEXT_TRY_AT, now.plus(LEASE))
                .where(MAIL.ID.eq(database.select(MAIL.ID)
                        .from(MAIL)
                        .where(MAIL.STATUS.eq(MailStatus.QUEUED.name()))
                        .and(MAIL.NEXT_TRY_AT.le(now))
                        .orderBy(MAIL.NEXT_TRY_AT, MAIL.ID)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()))
                .returning()
                .fetchOptional(row ->
                        new Due(row.getId(), row.getRecipient(), row.getSubject(), row.getBody(), row.getAttempts()));
    }

    /**
     * Opens a mail that was taken.
     *
     * @throws IllegalStateException if it cannot be opened, now or ever
     */
    MailTransport.OutgoingMail open(Due due) {
        Body body = open(due.id(), due.sealed());
        return new MailTransport.OutgoingMail(due.id(), due.recipient(), due.subject(), body.text(), body.html());
    }

    /** Notes that a mail was handed over. */
    @Transactional
    void sent(String id, boolean keepBody) {
        database.update(MAIL)
                .set(MAIL.STATUS, MailStatus.SENT.name())
                .set(MAIL.SENT_AT, Instant.now(clock))
                .set(MAIL.BODY, keepBody ? MAIL.BODY : DSL.castNull(MAIL.BODY))
                .where(MAIL.ID.eq(id))
                .execute();
    }

    /** Notes that a try failed. */
    @Transactional
    void failed(String id, Duration pause) {
        database.update(MAIL)
                .set(MAIL.NEXT_TRY_AT, Instant.now(clock).plus(pause))
                .where(MAIL.ID.eq(id))
                .execute();
    }

    /** Gives a mail up. */
    @Transactional
    void giveUp(String id) {
        database.update(MAIL)
                .set(MAIL.STATUS, MailStatus.FAILED.name())
                .setNull(MAIL.BODY)
                .where(MAIL.ID.eq(id))
                .execute();
    }

    /** Erases what was kept to be read long enough. Returns of how many mails. */
    @Transactional
    int eraseBodies(Duration kept) {
        return database.update(MAIL)
                .setNull(MAIL.BODY)
                .where(MAIL.BODY.isNotNull())
                .and(MAIL.STATUS.ne(MailStatus.QUEUED.name()))
                .and(MAIL.CREATED_AT.lt(Instant.now(clock).minus(kept)))
                .execute();
    }

    /** Removes mails that were dealt with long ago, so that addresses of people who left do not stay. Returns how many. */
    @Transactional
    int removeOld(Duration kept) {
        return database.deleteFrom(MAIL)
                .where(MAIL.STATUS.ne(MailStatus.QUEUED.name()))
                .and(MAIL.CREATED_AT.lt(Instant.now(clock).minus(kept)))
                .execute();
    }

    /**
     * Lists mails, newest first.
     *
     * @param status null = all
     */
    Page<Mail> list(PageRequest page, @Nullable MailStatus status) {
        return page.page(
                database.select()
                        .from(MAIL)
                        .where(page.below(MAIL.ID))
                        .and(status == null ? DSL.noCondition() : MAIL.STATUS.eq(status.name()))
                        .orderBy(MAIL.ID.desc())
                        .limit(page.rows())
                        .fetch(MailOutbox::mail),
                Mail::id);
    }

    /** Finds a mail with its text. */
    Optional<Kept> find(String id) {
        return database.selectFrom(MAIL).where(MAIL.ID.eq(id)).fetchOptional(row -> {
            String body = row.getBody();
            return new Kept(mail(row), body == null ? null : open(id, body));
        });
    }

    private static Mail mail(Record row) {
        return new Mail(
                row.get(MAIL.ID),
                row.get(MAIL.RECIPIENT),
                row.get(MAIL.SUBJECT),
                MailStatus.valueOf(row.get(MAIL.STATUS)),
                row.get(MAIL.ATTEMPTS),
                row.get(MAIL.CREATED_AT),
                row.get(MAIL.SENT_AT));
    }

    private String text(Body body) {
        try {
            return json.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Body open(String id, String sealed) {
        try {
            return Objects.requireNonNull(json.readValue(box.open(id, sealed), Body.class), id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is sealed of a mail. */
    @Serdeable
    record Body(String text, String html) {
        /** Never the text. */
        @Override
        public String toString() {
            return "Body[]";
        }
    }

    /** A mail to try, with the number of this try. */
    record Due(String id, String recipient, String subject, String sealed, int attempt) {}

    /** A mail with its text; null = erased. */
    record Kept(Mail mail, @Nullable Body body) {}
}
