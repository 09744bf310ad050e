package io.vox.measurement.analysis;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One judged turn (measurement 2). All frames are of the recording's clock.
 *
 * @param index number of the stimulus, from 1; 0 for the greeting
 * @param valueMs whole ms: response and greeting latency 0..10,000, interrupt latency 0..2,000, time to stop for a
 *     backchannel that stopped the agent; null = no value
 * @param censored whether the value is only known to be beyond the limit (10 s, 2.0 s for a barge-in)
 * @param missingReason why there is no value: {@code no_answer}, {@code premature}, {@code not_yielded}, {@code
 *     recording_ended}, {@code stimulus_not_found}, {@code agent_silent}, {@code already_stopped}, {@code too_early},
 *     {@code already_speaking}; null with a value, and for a backchannel rightly ignored
 * @param callerOnFrame first voiced frame of the caller
 * @param callerOffFrame last voiced frame of the caller
 * @param agentFrame agent onset (response, greeting) or last voiced frame before the stop (others), null = none
 * @param onlineMs the same value from the live events, a cross-check only, null = no event
 * @param recoveryMs from the end of a barge-in that was yielded to, to the next agent onset, 0..10,000, else null
 * @param hopFrames played minus scheduled frame of the stimulus, null = unknown
 * @param flags see {@link TurnFlag}
 * @param tags tags of the stimulus
 */
public record Turn(
        int index,
        TurnKind kind,
        String label,
        Outcome outcome,
        @Nullable Integer valueMs,
        boolean censored,
        @Nullable String missingReason,
        long callerOnFrame,
        long callerOffFrame,
        @Nullable Long agentFrame,
        @Nullable Integer onlineMs,
        @Nullable Integer recoveryMs,
        @Nullable Integer hopFrames,
        List<String> flags,
        List<String> tags) {
    public Turn {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(outcome, "outcome");
        if (valueMs != null && (censored || missingReason != null)) {
            throw new IllegalArgumentException("turn " + index + " has a value and is missing it");
        }
        flags = List.copyOf(flags);
        tags = List.copyOf(tags);
    }
}
