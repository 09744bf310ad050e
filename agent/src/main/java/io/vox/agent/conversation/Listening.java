package io.vox.agent.conversation;

import io.vox.agent.scenario.ListenStep;

/** Judges what the agent said in a {@code listen} step. */
public interface Listening {
    /**
     * Judges the agent's words between two frames of the recording.
     *
     * @param fromFrame the agent's onset
     * @param toFrame the agent's offset
     */
    Check judge(ListenStep step, long fromFrame, long toFrame);

    /** Says of every step that no transcriber is present, which is neither passed nor failed. */
    static Listening withoutTranscriber() {
        return (step, from, to) -> new Check("listen " + step.origin().number(), null, "not judged: no_transcriber");
    }
}
