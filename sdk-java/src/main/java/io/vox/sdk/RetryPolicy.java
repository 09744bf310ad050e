package io.vox.sdk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When to try again: what the server asks for, else a pause that doubles, both with jitter, so that clients that failed
 * together do not come back together.
 */
record RetryPolicy(int retries) {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    /** Who is asked to wait longer should know of it rather than hang. */
    private static final Duration LONGEST_ASKED = Duration.ofSeconds(60);

    /**
     * Tells how long to wait after a failure.
     *
     * @param failures how many tries have failed, with this one, from 1
     * @return empty = give up
     */
    Optional<Duration> pause(VoxException failure, int failures) {
        if (failures > retries || !failure.isTransient()) {
            return Optional.empty();
        }
        Duration asked = failure instanceof ProblemException problem
                ? problem.retryAfter().orElse(Duration.ZERO)
                : Duration.ZERO;
        if (asked.compareTo(LONGEST_ASKED) > 0) {
            return Optional.empty();
        }
        return Optional.of(asked.isZero() ? backoff(failures) : asked.plus(jitter(FIRST)));
    }

    /** Half to the whole of a pause that doubles with every failure. */
    private static Duration backoff(int failures) {
        Duration whole = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        Duration bounded = whole.compareTo(LONGEST) > 0 ? LONGEST : whole;
        return bounded.dividedBy(2).plus(jitter(bounded.dividedBy(2)));
    }

    private static Duration jitter(Duration upTo) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(upTo.toMillis() + 1));
    }
}
