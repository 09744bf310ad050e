package io.vox.measurement.analysis;

import io.vox.measurement.speech.SpeechSegment;
import java.util.List;
import java.util.Optional;

/**
 * Selectivity (measurement 2): a cough, "mm-hm" or side talk must not stop the agent.
 *
 * <ul>
 *   <li>The agent must be speaking at the onset of the sound (or in a pause up to 300 ms), else void, {@code agent_silent}.
 *       If it falls silent within the first 200 ms, nothing can have reacted to the sound: void, {@code already_stopped}.
 *   <li>It stopped if it falls silent within 2.0 s and stays so for more than 1.0 s, the length of a pause between
 *       sentences; else it ignored the sound.
 *   <li>A stop after which it says no more before the next stimulus, within 10 s or in the recording cannot be told from
 *       the natural end of an answer. It counts as a stop, since an agent that stops dead must not look patient and
 *       these sounds are scripted into long answers, and is flagged {@code ambiguous_end}.
 * </ul>
 */
final class BackchannelRule {
    private static final int STOP_LIMIT_MS = 2_000;
    private static final int REACTION_MS = 200;
    private static final int SENTENCE_PAUSE_MS = 1_000;

    private BackchannelRule() {}

    static Judgement judge(Scene scene, CallerTurn turn) {
        long on = turn.onFrame();
        Optional<SpeechSegment> found = scene.agentSpeakingAt(on);
        if (found.isEmpty()) {
            return Judgement.voided("agent_silent", on);
        }
        long limit = on + scene.toFrames(STOP_LIMIT_MS);
        if (scene.nextOn() != Scene.NEVER) {
            limit = Math.min(limit, scene.nextOn() - 1);
        }
        SpeechSegment speaking = found.get();
        while (speaking.offFrame() <= limit) {
            long off = speaking.offFrame();
            long pauseEnd = off + scene.toFrames(SENTENCE_PAUSE_MS);
            Optional<SpeechSegment> next = scene.agentOnsetsAfter(off).stream().findFirst();
            if (next.isEmpty() || next.get().onFrame() - off - 1 > scene.toFrames(SENTENCE_PAUSE_MS)) {
                return judgeSilence(scene, on, off, pauseEnd, next);
            }
            speaking = next.get();
        }
        if (!scene.recordedUpTo(limit)) {
            return Judgement.voided("recording_ended", scene.frames());
        }
        return Judgement.without(Outcome.IGNORED, null, null, limit);
    }

    private static Judgement judgeSilence(Scene scene, long on, long off, long pauseEnd, Optional<SpeechSegment> next) {
        if (off - on < scene.toFrames(REACTION_MS)) {
            return Judgement.voided("already_stopped", off);
        }
        if (!scene.recordedUpTo(pauseEnd)) {
            return Judgement.voided("recording_ended", scene.frames());
        }
        boolean spokeAgain = next.isPresent() && next.get().onFrame() <= scene.answerDeadline(off);
        Judgement stopped = Judgement.measured(Outcome.STOPPED, scene.toMillis(off - on), off, List.of());
        return spokeAgain ? stopped : stopped.withFlags(List.of(TurnFlag.AMBIGUOUS_END));
    }
}
