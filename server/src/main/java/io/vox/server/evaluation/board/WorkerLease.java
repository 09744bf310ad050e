package io.vox.server.evaluation.board;

import static io.vox.server.schema.Tables.BOARD_WORKER;

import io.vox.server.platform.database.DatabaseClock;
import io.vox.server.platform.secret.RandomToken;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to refresh boards, which one server has at a time. Its row is locked until the transaction ends, so that two
 * never do so at once, not even when one was stopped for so long that its time is up; and it stays with a server for some
 * time, which is what makes remembering worth while.
 */
@Singleton
class WorkerLease {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLease.class);

    /** Short enough that a result is in time also when its server dies, long against the time between two refreshes. */
    private static final Duration TERM = Duration.ofSeconds(4);

    private final DSLContext database;
    private final String self = RandomToken.create();

    WorkerLease(DSLContext database) {
        this.database = database;
    }

    /**
     * The right.
     *
     * @param now by the database's clock
     * @param kept whether this server had it last, too
     */
    record Held(Instant now, boolean kept) {}

    /** Takes or extends the right, in the caller's transaction; empty if another server has it. */
    Optional<Held> take() {
        return database.select(BOARD_WORKER.HOLDER, BOARD_WORKER.EXPIRES_AT.gt(DatabaseClock.NOW), DatabaseClock.NOW)
                .from(BOARD_WORKER)
                .forUpdate()
                .skipLocked()
                .fetchOptional()
                .filter(row -> row.value1().equals(self) || !row.value2())
                .map(row -> {
                    database.update(BOARD_WORKER)
                            .set(BOARD_WORKER.HOLDER, self)
                            .set(BOARD_WORKER.EXPIRES_AT, row.value3().plus(TERM))
                            .execute();
                    return new Held(row.value3(), row.value1().equals(self));
                });
    }

    /** Gives the right up, since this server ends. If that fails, the right ends by itself. */
    @PreDestroy
    void release() {
        try {
            database.update(BOARD_WORKER)
                    .set(BOARD_WORKER.EXPIRES_AT, DatabaseClock.NOW)
                    .where(BOARD_WORKER.HOLDER.eq(self))
                    .execute();
        } catch (RuntimeException e) {
            LOG.debug("Cannot give up the right to refresh boards", e);
        }
    }
}
