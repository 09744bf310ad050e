package io.vox.agent.speech;

/** Tells why a text could not be spoken, a file not be read or a sound not be transcribed, and what to do about it. */
public final class SpeechException extends Exception {
    public SpeechException(String message) {
        super(message);
    }

    public SpeechException(String message, Throwable cause) {
        super(message, cause);
    }
}
