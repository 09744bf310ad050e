package io.vox.measurement.analysis;

import io.vox.measurement.speech.ChannelActivity;
import io.vox.measurement.timeline.Condition;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one recording says (measurement 1, 2).
 *
 * @param methodVersion version of the definitions (measurement 1.7)
 * @param turns greeting first, then in the order of time
 * @param talkRatio agent speech / (agent + caller speech), 0..1; 0 if nobody speaks
 * @param flags every flag of a turn, once, {@code noisy}, {@code harness_fault}
 * @param harnessFault {@code recording_holes} if more than 40 ms of sound are missing, which voids the conversation
 *     (measurement 1.4, 1.6); null = sound
 * @param durationFrames length of the recording
 * @param sampleRate frames per second
 */
public record ConversationAnalysis(
        String scenario,
        int repeat,
        Condition condition,
        String methodVersion,
        ChannelActivity caller,
        ChannelActivity agent,
        List<Turn> turns,
        double talkRatio,
        List<String> flags,
        @Nullable String harnessFault,
        long durationFrames,
        int sampleRate) {
    public ConversationAnalysis {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(methodVersion, "methodVersion");
        turns = List.copyOf(turns);
        flags = List.copyOf(flags);
        if (!(talkRatio >= 0 && talkRatio <= 1)) {
            throw new IllegalArgumentException("talk ratio " + talkRatio);
        }
    }
}
