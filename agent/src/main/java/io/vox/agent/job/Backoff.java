package io.vox.agent.job;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next try: pauses that double up to a limit, each with jitter, so that eval agents that
 * failed together do not come back together. Not thread-safe.
 */
public final class Backoff {
    private static final int MOST_DOUBLINGS = 20;

    private final Duration first;
    private final Duration longest;
    private int failures;

    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** A try failed: answers half to the whole of the pause that is due. */
    public Duration next() {
        Duration doubled = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return jittered(doubled.compareTo(longest) > 0 ? longest : doubled, 0.5);
    }

    /** A try succeeded. */
    public void reset() {
        failures = 0;
    }

    /** At random between {@code share} of a time and the whole of it: never later than it. */
    public static Duration jittered(Duration time, double share) {
        double factor = share + (1 - share) * ThreadLocalRandom.current().nextDouble();
        return Duration.ofMillis(Math.round(time.toMillis() * factor));
    }
}
