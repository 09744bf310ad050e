package io.vox.server.platform.limit;

import static io.vox.server.schema.Tables.THROTTLE;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.platform.problem.RateLimitedException;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Counts tries, for what is tried rarely enough to write each down: to log in, to register, to have a mail sent. Two kinds:
 * so many within a time ({@link #take}), and failures, each of which beyond the free ones closes the door for twice as long
 * as the one before ({@link #look}, {@link #fail}). Counts are kept whatever becomes of the work. Thread-safe.
 */
@Singleton
public class Throttle {
    private static final int MOST_DOUBLINGS = 20;

    private final DSLContext database;
    private final Clock clock;

    Throttle(DSLContext database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Counts a try.
     *
     * @param subject what is tried and by whom, such as {@code mail ada@vox.example}
     * @param most tries within the time
     * @throws RateLimitedException if there were as many
     */
    @Transactional(propagation = TransactionDefinition.Propagation.REQUIRES_NEW)
    public void take(String subject, int most, Duration within) {
        Instant now = Instant.now(clock);
        Count count = count(subject, now, within);
        if (count.tries() > most) {
            throw tooMany(now, count.resetsAt());
        }
    }

    /** Looks at the doors of some subjects, and at what is noted of them, in one query. */
    public Doors look(List<String> subjects) {
        Instant now = Instant.now(clock);
        Map<ByteBuffer, Door> doors = database.select(THROTTLE.KEY, THROTTLE.RESETS_AT, THROTTLE.CLOSED_UNTIL)
                .from(THROTTLE)
                .where(THROTTLE.KEY.in(subjects.stream().map(RandomToken::hash).toList()))
                .fetchMap(row -> ByteBuffer.wrap(row.value1()), row -> new Door(row.value2(), row.value3()));
        return new Doors(doors, now);
    }

    /** Counts a failure, and closes the door for a while from the first that is not free. */
    @Transactional(propagation = TransactionDefinition.Propagation.REQUIRES_NEW)
    public void fail(String subject, Pauses pauses) {
        Instant now = Instant.now(clock);
        int beyond = count(subject, now, pauses.memory()).tries() - pauses.free();
        if (beyond >= 0) {
            Duration doubled = pauses.first().multipliedBy(1L << Math.min(beyond, MOST_DOUBLINGS));
            Duration pause = doubled.compareTo(pauses.longest()) > 0 ? pauses.longest() : doubled;
            database.update(THROTTLE)
                    .set(THROTTLE.CLOSED_UNTIL, now.plus(pause))
                    .where(THROTTLE.KEY.eq(RandomToken.hash(subject)))
                    .execute();
        }
    }

    /** Remembers something for a while, or for another while. */
    public void note(String subject, Duration memory) {
        Instant until = Instant.now(clock).plus(memory);
        database.insertInto(THROTTLE)
                .set(THROTTLE.KEY, RandomToken.hash(subject))
                .set(THROTTLE.COUNT, 0)
                .set(THROTTLE.RESETS_AT, until)
                .onConflict(THROTTLE.KEY)
                .doUpdate()
                .set(THROTTLE.RESETS_AT, until)
                .execute();
    }

    /** Forgets failures. */
    public void forget(String subject) {
        database.deleteFrom(THROTTLE)
                .where(THROTTLE.KEY.eq(RandomToken.hash(subject)))
                .execute();
    }

    /** Removes counts that mean nothing any more. Returns how many. */
    public int removeExpired() {
        return database.deleteFrom(THROTTLE)
                .where(THROTTLE.RESETS_AT.lt(Instant.now(clock)))
                .execute();
    }

    /** Adds one, or begins anew, in one statement. */
    private Count count(String subject, Instant now, Duration memory) {
        Condition over = THROTTLE.RESETS_AT.le(now);
        return database.insertInto(THROTTLE)
                .set(THROTTLE.KEY, RandomToken.hash(subject))
                .set(THROTTLE.COUNT, 1)
                .set(THROTTLE.RESETS_AT, now.plus(memory))
                .onConflict(THROTTLE.KEY)
                .doUpdate()
                .set(THROTTLE.COUNT, DSL.when(over, DSL.inline(1)).otherwise(THROTTLE.COUNT.plus(1)))
                .set(THROTTLE.RESETS_AT, DSL.when(over, now.plus(memory)).otherwise(THROTTLE.RESETS_AT))
                .returning(THROTTLE.COUNT, THROTTLE.RESETS_AT)
                .fetchSingle(row -> new Count(row.getCount(), row.getResetsAt()));
    }

    private static RateLimitedException tooMany(Instant now, Instant until) {
        Duration wait = Duration.between(now, until).plusMillis(999);
        return new RateLimitedException(
                "Too many tries; wait " + Math.max(1, wait.toSeconds()) + " seconds and try again.", wait);
    }

    /**
     * How failures slow down.
     *
     * @param free so many cost nothing
     * @param first pause after the first that is not free; each further one doubles it
     * @param longest pause
     * @param memory after so long without a failure all are forgotten
     */
    public record Pauses(int free, Duration first, Duration longest, Duration memory) {}

    private record Count(int tries, Instant resetsAt) {}

    private record Door(Instant resetsAt, @Nullable Instant closedUntil) {}

    /** Doors as they were when they were looked at. */
    public static final class Doors {
        private final Map<ByteBuffer, Door> doors;
        private final Instant now;

        private Doors(Map<ByteBuffer, Door> doors, Instant now) {
            this.doors = doors;
            this.now = now;
        }

        /**
         * Refuses what was tried in vain too often.
         *
         * @throws RateLimitedException if the door of one of the subjects is closed
         */
        public void requireOpen(List<String> subjects) {
            Instant until = now;
            for (String subject : subjects) {
                Door door = find(subject);
                if (door != null && door.closedUntil != null && door.closedUntil.isAfter(until)) {
                    until = door.closedUntil;
                }
            }
            if (until.isAfter(now)) {
                throw tooMany(now, until);
            }
        }

        /** Whether something is remembered by {@link #note}, or failures are. */
        public boolean isRemembered(String subject) {
            Door door = find(subject);
            return door != null && door.resetsAt.isAfter(now);
        }

        private @Nullable Door find(String subject) {
            return doors.get(ByteBuffer.wrap(RandomToken.hash(subject)));
        }
    }
}
