package io.vox.measurement.analysis;

import io.vox.measurement.speech.SpeechSegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Response latency (measurement 2): the first agent onset after the caller's last voiced sample. An onset while the caller
 * still speaks is premature, unless it is a backchannel; agent speech that was already running when the caller began is
 * not an answer, so the rule waits for the next onset.
 */
final class ResponseRule {
    private static final int BACKCHANNEL_MS = 700;

    private ResponseRule() {}

    static Judgement judge(Scene scene, CallerTurn turn) {
        long off = turn.offFrame();
        long deadline = scene.answerDeadline(off);
        List<String> flags = new ArrayList<>();
        for (SpeechSegment segment : scene.agentOnsetsAfter(turn.onFrame() - 1)) {
            if (segment.onFrame() > deadline) {
                break;
            }
            if (segment.onFrame() > off) {
                return Judgement.measured(
                        Outcome.ANSWERED, scene.toMillis(segment.onFrame() - off), segment.onFrame(), flags);
            }
            if (!isBackchannel(scene, segment, off)) {
                return Judgement.without(Outcome.PREMATURE, "premature", segment.onFrame(), off)
                        .withFlags(flags);
            }
            if (flags.isEmpty()) {
                flags.add(TurnFlag.AGENT_BACKCHANNEL);
            }
        }
        if (scene.recordedUpTo(deadline)) {
            return Judgement.censored(Outcome.MISSED, "no_answer", null, deadline, flags);
        }
        return Judgement.voided("recording_ended", scene.frames()).withFlags(flags);
    }

    private static boolean isBackchannel(Scene scene, SpeechSegment segment, long off) {
        return segment.frames() < scene.toFrames(BACKCHANNEL_MS) && segment.offFrame() < off;
    }
}
