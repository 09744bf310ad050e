package io.vox.server.evaluation.board;

import java.time.Duration;
import java.time.Instant;

/** How far back charts look, and in stretches of which length. */
enum SeriesWindow {
    HOUR(Duration.ofHours(1), Grain.MINUTE),
    DAY(Duration.ofDays(1), Grain.QUARTER),
    WEEK(Duration.ofDays(7), Grain.HOUR),
    MONTH(Duration.ofDays(30), Grain.TWO_HOURS);

    private final Duration length;
    private final Grain grain;

    SeriesWindow(Duration length, Grain grain) {
        this.length = length;
        this.grain = grain;
    }

    Grain grain() {
        return grain;
    }

    /** Returns the begin of the first stretch; the last is the one that now is in. */
    Instant since(Instant now) {
        return grain.floor(now).minus(length).plus(grain.length());
    }
}
