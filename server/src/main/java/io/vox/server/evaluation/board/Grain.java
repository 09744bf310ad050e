package io.vox.server.evaluation.board;

import java.time.Duration;
import java.time.Instant;

/** Lengths of the stretches of time that cells are kept for. */
enum Grain {
    MINUTE(Duration.ofMinutes(1), Duration.ofHours(2)),
    QUARTER(Duration.ofMinutes(15), Duration.ofHours(26)),
    HOUR(Duration.ofHours(1), Duration.ofDays(32)),
    TWO_HOURS(Duration.ofHours(2), Duration.ofDays(32)),
    DAY(Duration.ofDays(1), Duration.ofDays(32));

    private final Duration length;
    private final Duration kept;

    Grain(Duration length, Duration kept) {
        this.length = length;
        this.kept = kept;
    }

    Duration length() {
        return length;
    }

    /** Whether charts show stretches of this length. */
    boolean isCharted() {
        return this != DAY;
    }

    /** Returns the begin of the stretch that a moment is in. */
    Instant floor(Instant moment) {
        long seconds = length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
    }

    /** Returns the first begin of a stretch that is not before a moment. */
    Instant ceiling(Instant moment) {
        Instant floor = floor(moment);
        return floor.equals(moment) ? floor : floor.plus(length);
    }

    /** Returns when stretches began that no board needs any more. */
    Instant forgottenBefore(Instant now) {
        return now.minus(kept);
    }
}
