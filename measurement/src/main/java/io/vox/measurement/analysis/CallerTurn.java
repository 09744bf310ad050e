package io.vox.measurement.analysis;

import io.vox.measurement.timeline.StimulusKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caller's side of a turn, from the timeline or from the caller's channel.
 *
 * @param onFrame first voiced frame
 * @param offFrame last voiced frame, inclusive
 * @param located whether the frames are where the sound is, not only where it was scheduled
 * @param shiftFrames how much later the end was played than the beginning says, null = unknown
 */
record CallerTurn(
        int index,
        StimulusKind kind,
        String label,
        long onFrame,
        long offFrame,
        boolean located,
        @Nullable Integer hopFrames,
        @Nullable Integer shiftFrames,
        List<String> tags) {
    /** The hop at the end of the line, null = unknown. */
    @Nullable
    Integer lastHopFrames() {
        return hopFrames == null || shiftFrames == null ? hopFrames : (Integer) (hopFrames + shiftFrames);
    }
}
