package io.vox.measurement.analysis;

import io.vox.measurement.speech.SpeechSegment;
import java.util.List;

/** Greeting latency: from the start of the call to the agent's first onset (reported apart, measurement 2). */
final class GreetingRule {
    private GreetingRule() {}

    static Judgement judge(Scene scene, long fromFrame) {
        if (scene.agentSpeakingAt(fromFrame)
                .filter(s -> s.onFrame() < fromFrame)
                .isPresent()) {
            return Judgement.voided("already_speaking", fromFrame);
        }
        long deadline = scene.answerDeadline(fromFrame);
        for (SpeechSegment segment : scene.agentOnsetsAfter(fromFrame - 1)) {
            if (segment.onFrame() <= deadline) {
                return Judgement.measured(
                        Outcome.ANSWERED, scene.toMillis(segment.onFrame() - fromFrame), segment.onFrame(), List.of());
            }
        }
        if (scene.recordedUpTo(deadline)) {
            return Judgement.censored(Outcome.MISSED, "no_answer", null, deadline, List.of());
        }
        return Judgement.voided("recording_ended", scene.frames());
    }
}
