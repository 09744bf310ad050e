package io.vox.server.evaluation.board;

import java.time.Duration;
import java.time.Instant;

/** How far back leaderboards look, counted in whole hours. */
enum BoardWindow {
    DAY(1),
    WEEK(7),
    MONTH(30);

    private final int days;

    BoardWindow(int days) {
        this.days = days;
    }

    /** Returns the begin of the window: a result leaves at the first full hour after its end. */
    Instant since(Instant now) {
        return Grain.HOUR.floor(now).minus(Duration.ofDays(days));
    }
}
