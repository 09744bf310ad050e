package io.vox.agent.conversation;

import io.vox.agent.scenario.ListenStep;
import io.vox.agent.speech.SpeechToText;
import java.nio.file.Path;

/** Judges what the agent said in a {@code listen} step, once the conversation is over. */
public interface Listening {
    /**
     * Judges the agent's words between two frames of the recording.
     *
     * @param recording caller left, agent right
     * @param fromFrame the agent's onset
     * @param toFrame the agent's offset
     */
    Check judge(ListenStep step, Path recording, long fromFrame, long toFrame);

    /** Listens by {@code transcriber} where that can be used on this machine. */
    static Listening by(SpeechToText transcriber) {
        return transcriber.available() ? new TranscribedListening(transcriber) : withoutTranscriber();
    }

    /** Says of every step that no transcriber is present, which is neither passed nor failed. */
    static Listening withoutTranscriber() {
        return (step, recording, from, to) -> new Check(name(step), null, "not judged: no_transcriber");
    }

    /** What the check of a step is called. */
    static String name(ListenStep step) {
        return "listen " + step.origin().number();
    }
}
