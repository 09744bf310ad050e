package io.vox.measurement.analysis;

import io.vox.measurement.speech.SpeechSegment;
import java.util.List;
import java.util.Optional;

/**
 * What a rule may look at: the agent's speech and the neighbours of the caller's turn.
 *
 * @param frames length of the recording
 * @param agent the agent's segments in order
 * @param previousOff last voiced frame of the caller's turn before, -1 = none
 * @param nextOn first voiced frame of the caller's next turn, {@link #NEVER} = none
 */
record Scene(int sampleRate, long frames, List<SpeechSegment> agent, long previousOff, long nextOn) {
    static final long NEVER = Long.MAX_VALUE;

    /** Longest latency that is measured, ms (measurement 1.5). */
    static final int LATENCY_LIMIT_MS = 10_000;

    /** Silence that ends a segment of speech, ms (measurement 1.3). */
    static final int PAUSE_MS = 300;

    long toFrames(long millis) {
        return Math.round(millis * (double) sampleRate / 1000);
    }

    int toMillis(long frameCount) {
        return (int) Math.round(frameCount * 1000.0 / sampleRate);
    }

    Optional<SpeechSegment> agentSpeakingAt(long frame) {
        return agent.stream().filter(segment -> segment.contains(frame)).findFirst();
    }

    List<SpeechSegment> agentOnsetsAfter(long frame) {
        return agent.stream().filter(segment -> segment.onFrame() > frame).toList();
    }

    /** Last frame at which an answer to something that ended at a frame counts. */
    long answerDeadline(long off) {
        long limit = off + toFrames(LATENCY_LIMIT_MS);
        return nextOn == NEVER ? limit : Math.min(limit, nextOn - 1);
    }

    /** Says whether the recording goes on long enough to know that nothing happened up to a frame. */
    boolean recordedUpTo(long frame) {
        return frame < frames;
    }
}
