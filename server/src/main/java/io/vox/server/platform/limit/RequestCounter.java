package io.vox.server.platform.limit;

import static io.vox.server.schema.Tables.QUOTA_COUNT;
import static io.vox.server.schema.Tables.REQUEST_COUNT;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/** Gives out requests of a window to the servers that ask, never more than there are. Thread-safe. */
@Singleton
class RequestCounter {
    private final DSLContext database;

    RequestCounter(DSLContext database) {
        this.database = database;
    }

    /**
     * Takes some requests, in one statement.
     *
     * @param startsAt of the window; that of another window before is forgotten
     * @return how many there still were, at most {@code wanted}
     */
    @Transactional(propagation = TransactionDefinition.Propagation.REQUIRES_NEW)
    long take(Window window, String subject, Instant startsAt, long wanted, long limit) {
        return switch (window) {
            case MINUTE ->
                take(
                        REQUEST_COUNT,
                        REQUEST_COUNT.SUBJECT,
                        REQUEST_COUNT.STARTS_AT,
                        REQUEST_COUNT.USED,
                        REQUEST_COUNT.GRANTED,
                        new Asked(subject, startsAt, wanted, limit));
            case MONTH ->
                take(
                        QUOTA_COUNT,
                        QUOTA_COUNT.SUBJECT,
                        QUOTA_COUNT.STARTS_AT,
                        QUOTA_COUNT.USED,
                        QUOTA_COUNT.GRANTED,
                        new Asked(subject, startsAt, wanted, limit));
        };
    }

    /** Removes counts of minutes that are over. Returns how many. */
    @Transactional
    int removeBefore(Instant time) {
        return database.deleteFrom(REQUEST_COUNT)
                .where(REQUEST_COUNT.STARTS_AT.lt(time))
                .execute();
    }

    private <R extends Record> long take(
            Table<R> table,
            TableField<R, String> subject,
            TableField<R, Instant> startsAt,
            TableField<R, Long> used,
            TableField<R, Long> granted,
            Asked asked) {
        long first = Math.min(asked.wanted(), asked.limit());
        Condition same = startsAt.eq(asked.startsAt());
        Field<Long> rest = DSL.greatest(DSL.val(asked.limit()).minus(used), DSL.val(0L));
        Field<Long> given =
                DSL.when(same, DSL.least(DSL.val(asked.wanted()), rest)).otherwise(DSL.val(first));
        Long taken = database.insertInto(table)
                .set(subject, asked.subject())
                .set(startsAt, asked.startsAt())
                .set(used, first)
                .set(granted, first)
                .onConflict(subject)
                .doUpdate()
                .set(granted, given)
                .set(used, DSL.when(same, used.plus(given)).otherwise(DSL.val(first)))
                .set(startsAt, asked.startsAt())
                .returning(granted)
                .fetchSingle(granted);
        return Objects.requireNonNull(taken);
    }

    private record Asked(String subject, Instant startsAt, long wanted, long limit) {}

    /** How long requests are counted together. */
    enum Window {
        /** For the rate. */
        MINUTE,
        /** For the quota of a plan. */
        MONTH
    }
}
