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
 */
record CallerTurn(
        int index,
        StimulusKind kind,
        String label,
        long onFrame,
        long offFrame,
        boolean located,
        @Nullable Integer hopFrames,
        List<String> tags) {}
