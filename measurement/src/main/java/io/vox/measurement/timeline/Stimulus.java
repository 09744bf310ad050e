package io.vox.measurement.timeline;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One utterance of the caller (measurement 1.2).
 *
 * @param index number of the turn, from 1; shown to people as it is
 * @param label short name, e.g. {@code cough}
 * @param assetSha256 digest of the clean asset, null if there is none
 * @param voicedFrames first to last voiced sample of the clean asset, both included, in frames of the recording
 * @param scheduledFrame where the first voiced sample was to be played, on the recording's clock
 * @param playedFrame where cross-correlation found the first voiced sample, null = not found
 * @param playedLastFrame where cross-correlation surely found the last voiced sample, null = not found
 * @param correlation normalized peak at the first voiced sample, 0.5 to 1, null = not found
 * @param tags {@code tool} = the agent calls a tool, {@code statement} = demands no answer; others are kept
 */
public record Stimulus(
        int index,
        StimulusKind kind,
        String label,
        @Nullable String assetSha256,
        long voicedFrames,
        long scheduledFrame,
        @Nullable Long playedFrame,
        @Nullable Long playedLastFrame,
        @Nullable Double correlation,
        List<String> tags) {
    public Stimulus {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(label, "label");
        if (index < 1) {
            throw new IllegalArgumentException("stimuli are numbered from 1, not " + index);
        }
        if (voicedFrames < 1) {
            throw new IllegalArgumentException("stimulus " + index + " has " + voicedFrames + " voiced frames");
        }
        tags = List.copyOf(tags);
    }
}
