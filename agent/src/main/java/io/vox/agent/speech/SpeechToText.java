package io.vox.agent.speech;

/** Transcribes speech. Implementations are thread-safe. */
public interface SpeechToText {
    /**
     * Transcribes a sound.
     *
     * @throws SpeechException if the transcriber is missing or fails; the message says what to do
     */
    Transcript transcribe(Pcm sound) throws SpeechException, InterruptedException;

    /** Short name for reports, such as {@code pocketsphinx}. */
    String name();

    /** Whether the transcriber can be used on this machine now. */
    boolean available();
}
