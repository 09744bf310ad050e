package io.vox.server.platform.limit;

import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.RateLimitedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts every request, for all servers together and without a write for each: a server takes a tenth of a window's requests
 * at a time from the database and gives them out from memory. So all servers together never let more pass than there are; a
 * little less, when one holds some that nobody asks it for. Thread-safe.
 */
@Singleton
public class RequestLimits {
    private static final int PARTS = 10;
    private static final long LARGEST_PART = 1000;
    private static final int MOST_REMEMBERED = 100_000;

    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final RequestCounter counter;
    private final Clock clock;

    RequestLimits(RequestCounter counter, Clock clock) {
        this.counter = counter;
        this.clock = clock;
    }

    /**
     * Counts a request, and says whether it may pass.
     *
     * @param subject whose requests are counted
     * @param perMinute how many there may be in each minute of the clock
     */
    public Rate takeOfMinute(String subject, long perMinute) {
        Instant now = Instant.now(clock);
        Instant startsAt = now.truncatedTo(ChronoUnit.MINUTES);
        Instant endsAt = startsAt.plus(1, ChronoUnit.MINUTES);
        long left = take(RequestCounter.Window.MINUTE, subject, startsAt, perMinute);
        long resetSeconds = seconds(now, endsAt);
        if (left < 0) {
            return new Rate(perMinute, 0, resetSeconds, false);
        }
        return new Rate(perMinute, left, resetSeconds, true);
    }

    /**
     * Counts a request of a month.
     *
     * @throws RateLimitedException if the month's are used up
     */
    public void takeOfMonth(String subject, long perMonth) {
        Instant now = Instant.now(clock);
        OffsetDateTime month = now.atOffset(ZoneOffset.UTC).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
        if (take(RequestCounter.Window.MONTH, subject, month.toInstant(), perMonth) < 0) {
            throw new RateLimitedException(
                    ProblemCode.QUOTA_EXHAUSTED,
                    "The plan's " + perMonth + " requests of this month are used up.",
                    Duration.ofSeconds(seconds(now, month.plusMonths(1).toInstant())));
        }
    }

    /** Forgets minutes that are over, here and in the database. Returns how many. */
    int removeOver() {
        Instant before = Instant.now(clock).minus(2, ChronoUnit.MINUTES);
        buckets.values().removeIf(bucket -> bucket.isOver(before));
        return counter.removeBefore(before);
    }

    /** Returns how many this server still has in hand, at least; -1 = there are none left. */
    private long take(RequestCounter.Window window, String subject, Instant startsAt, long limit) {
        if (buckets.size() > MOST_REMEMBERED) {
            buckets.clear();
        }
        Bucket bucket = buckets.computeIfAbsent(window + " " + subject, key -> new Bucket());
        return bucket.take(window, subject, startsAt, limit);
    }

    private static long seconds(Instant now, Instant end) {
        return Math.max(1, Duration.between(now, end).plusMillis(999).toSeconds());
    }

    /**
     * What a caller is told of its rate.
     *
     * @param remaining how many more are sure to pass in this minute
     * @param passes whether this one does
     */
    public record Rate(long limit, long remaining, long resetSeconds, boolean passes) {
        /**
         * Refuses what does not pass.
         *
         * @throws RateLimitedException if it does not
         */
        public void require() {
            if (!passes) {
                throw new RateLimitedException(
                        "More than " + limit + " requests in a minute; wait " + resetSeconds + " seconds.",
                        Duration.ofSeconds(resetSeconds));
            }
        }
    }

    /** What this server has in hand of a subject. */
    private final class Bucket {
        private @Nullable Instant startsAt;
        private long inHand;
        /** The limit up to which everything is used; -1 = none. */
        private long usedUp = -1;

        synchronized long take(RequestCounter.Window window, String subject, Instant windowStart, long limit) {
            if (!windowStart.equals(startsAt)) {
                startsAt = windowStart;
                inHand = 0;
                usedUp = -1;
            }
            if (inHand == 0 && limit > usedUp) {
                long part = Math.clamp(limit / PARTS, 1, LARGEST_PART);
                inHand = counter.take(window, subject, windowStart, part, limit);
                if (inHand == 0) {
                    usedUp = limit;
                }
            }
            if (inHand == 0) {
                return -1;
            }
            inHand--;
            return inHand;
        }

        synchronized boolean isOver(Instant before) {
            return startsAt != null && startsAt.isBefore(before) && startsAt.getEpochSecond() % 86_400 != 0;
        }
    }
}
