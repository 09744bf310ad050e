package io.vox.agent.speech;

import org.jspecify.annotations.Nullable;

/** Speaks texts. Implementations are thread-safe. */
public interface TextToSpeech {
    /**
     * Speaks a text.
     *
     * @param text plain text, not blank
     * @param voice a voice that the speaker knows, null for its usual one
     * @throws SpeechException if the speaker is missing, does not know the voice or fails; the message says what to do
     */
    Pcm synthesize(String text, @Nullable String voice) throws SpeechException, InterruptedException;

    /** Short name for reports, such as {@code flite}. */
    String name();

    /** Whether the speaker can be used on this machine now. */
    boolean available();
}
