package io.vox.measurement.analysis;

import io.vox.measurement.timeline.Stimulus;
import io.vox.measurement.timeline.Timeline;
import java.util.Comparator;
import java.util.List;

/** The caller's turns as the stimulus timeline tells them (measurement 1.2). */
final class TimelineTurns {
    private TimelineTurns() {}

    /** Returns all stimuli in the order of time; one that was not found stands where it was scheduled. */
    static List<CallerTurn> of(Timeline timeline) {
        return timeline.stimuli().stream()
                .map(TimelineTurns::turn)
                .sorted(Comparator.comparingLong(CallerTurn::onFrame))
                .toList();
    }

    private static CallerTurn turn(Stimulus stimulus) {
        Long played = stimulus.playedFrame();
        long on = played == null ? stimulus.scheduledFrame() : played;
        Integer hop = played == null ? null : Math.toIntExact(played - stimulus.scheduledFrame());
        long off = on + stimulus.voicedFrames() - 1;
        Long end = played == null ? null : stimulus.playedLastFrame();
        return new CallerTurn(
                stimulus.index(),
                stimulus.kind(),
                stimulus.label(),
                on,
                end == null ? off : end,
                played != null,
                hop,
                end == null ? null : (Integer) Math.toIntExact(end - off),
                stimulus.tags());
    }
}
