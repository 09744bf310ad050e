package io.vox.agent.conversation;

import io.vox.measurement.analysis.TurnKind;
import org.jspecify.annotations.Nullable;

/**
 * A turn as it was heard live, before the recording is analysed: for people who watch, never for a figure.
 *
 * @param index number of the stimulus, from 1; 0 for the greeting
 * @param label what was said, in short
 * @param valueMs latency, null = nothing was heard
 */
public record LiveTurn(
        int index, TurnKind kind, String label, @Nullable Integer valueMs) {}
