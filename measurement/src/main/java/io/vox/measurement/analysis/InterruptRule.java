package io.vox.measurement.analysis;

import io.vox.measurement.speech.SpeechSegment;
import java.util.List;
import java.util.stream.Stream;

/**
 * Interrupt latency (measurement 2): from the onset of the barge-in to the agent's last voiced sample, where the agent
 * does not speak again before the barge-in utterance ends.
 *
 * <ul>
 *   <li>The agent must be speaking at the onset, or in a pause of up to 300 ms. Otherwise the turn is void: {@code
 *       already_stopped} if it fell silent within the last 200 ms, else {@code agent_silent}. A stop after the onset
 *       counts, however quick.
 *   <li>The agent's turn must have begun at least 1.0 s before; it begins with its first onset after the caller's turn
 *       before. Otherwise void, {@code too_early}.
 *   <li>If the agent speaks again within the utterance, its last offset of that chain is the yield ({@code resumed}).
 *   <li>Still speaking 2.0 s after the onset: not yielded, censored.
 *   <li>A recording that ends before the silence after the stop has lasted 300 ms shows no stop: void.
 * </ul>
 */
final class InterruptRule {
    private static final int LIMIT_MS = 2_000;
    private static final int RUNNING_MS = 1_000;
    private static final int JUST_STOPPED_MS = 200;

    private InterruptRule() {}

    static Judgement judge(Scene scene, CallerTurn turn) {
        long on = turn.onFrame();
        SpeechSegment speaking = scene.agentSpeakingAt(on).orElse(null);
        if (speaking == null) {
            long justStopped = on - scene.toFrames(JUST_STOPPED_MS);
            boolean stopped = scene.agent().stream()
                    .anyMatch(segment -> segment.offFrame() < on && segment.offFrame() >= justStopped);
            return Judgement.voided(stopped ? "already_stopped" : "agent_silent", on);
        }
        if (on - agentTurnOnset(scene, speaking) < scene.toFrames(RUNNING_MS)) {
            return Judgement.voided("too_early", on);
        }
        SpeechSegment last = speaking;
        for (SpeechSegment segment : scene.agentOnsetsAfter(speaking.offFrame())) {
            if (segment.onFrame() <= turn.offFrame()) {
                last = segment;
            }
        }
        List<String> flags = last.equals(speaking) ? List.of() : List.of(TurnFlag.RESUMED);
        if (last.offFrame() - on > scene.toFrames(LIMIT_MS)) {
            return Judgement.censored(Outcome.NOT_YIELDED, "not_yielded", last.offFrame(), last.offFrame(), flags);
        }
        if (!scene.recordedUpTo(last.offFrame() + scene.toFrames(Scene.PAUSE_MS))) {
            return Judgement.voided("recording_ended", scene.frames()).withFlags(flags);
        }
        Judgement yielded =
                Judgement.measured(Outcome.YIELDED, scene.toMillis(last.offFrame() - on), last.offFrame(), flags);
        return withRecovery(scene, turn, yielded, last);
    }

    private static long agentTurnOnset(Scene scene, SpeechSegment speaking) {
        return scene.agentOnsetsAfter(scene.previousOff()).stream()
                .findFirst()
                .filter(first -> first.onFrame() <= speaking.onFrame())
                .orElse(speaking)
                .onFrame();
    }

    private static Judgement withRecovery(Scene scene, CallerTurn turn, Judgement yielded, SpeechSegment last) {
        long deadline = scene.answerDeadline(turn.offFrame());
        for (SpeechSegment segment : scene.agentOnsetsAfter(Math.max(turn.offFrame(), last.offFrame()))) {
            if (segment.onFrame() <= deadline) {
                return yielded.withRecovery(scene.toMillis(segment.onFrame() - turn.offFrame()), segment.onFrame());
            }
        }
        if (scene.recordedUpTo(deadline)) {
            return yielded;
        }
        return yielded.withFlags(Stream.concat(yielded.flags().stream(), Stream.of(TurnFlag.RECOVERY_UNOBSERVED))
                .toList());
    }
}
