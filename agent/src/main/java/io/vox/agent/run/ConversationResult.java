package io.vox.agent.run;

import io.vox.agent.conversation.Check;
import io.vox.agent.conversation.StepRecord;
import io.vox.agent.fault.ExitCode;
import io.vox.measurement.speech.ChannelActivity;
import io.vox.measurement.speech.SpeechSegment;
import io.vox.measurement.timeline.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One conversation of a result.
 *
 * @param id two digits or more, unique within the run
 * @param application null = a recording that was analysed
 * @param folder relative to the run folder, null = nothing is kept
 * @param startedAt instant in ISO 8601, null = unknown
 * @param durationMs length of the recording, null = there is none
 * @param methodVersion of its figures
 * @param fault what ended it early or voids it, null = nothing
 * @param caller null = the recording could not be analysed
 * @param agent as {@code caller}
 */
public record ConversationResult(
        String id,
        String scenario,
        @Nullable String application,
        int repeat,
        Condition condition,
        @Nullable String folder,
        @Nullable String startedAt,
        @Nullable Long durationMs,
        @Nullable Integer sampleRate,
        String methodVersion,
        ResultDocument.@Nullable Fault fault,
        List<String> flags,
        List<String> verdicts,
        List<Check> checks,
        List<StepRecord> steps,
        List<String> notices,
        @Nullable Channel caller,
        @Nullable Channel agent,
        List<TurnResult> turns) {
    public ConversationResult {
        flags = List.copyOf(flags);
        verdicts = List.copyOf(verdicts);
        checks = List.copyOf(checks);
        steps = List.copyOf(steps);
        notices = List.copyOf(notices);
        turns = List.copyOf(turns);
    }

    /** Whether nothing failed: no fault, no failed check, no wait in vain. */
    public boolean passed() {
        return ExitRule.of(this) == ExitCode.PASS;
    }

    /**
     * One side of the recording.
     *
     * @param noiseFloorDbfs dB of full scale, -120 to 0
     */
    public record Channel(double noiseFloorDbfs, List<SpeechSegment> segments) {
        public Channel {
            segments = List.copyOf(segments);
        }

        static Channel of(ChannelActivity activity) {
            return new Channel(activity.noiseFloorDbfs(), activity.segments());
        }
    }
}
