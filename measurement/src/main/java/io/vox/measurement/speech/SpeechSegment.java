package io.vox.measurement.speech;

/**
 * One stretch of speech (measurement 1.3); pauses up to 300 ms do not end it.
 *
 * @param onFrame first voiced frame, at least 0
 * @param offFrame last voiced frame, inclusive, at least onFrame
 */
public record SpeechSegment(long onFrame, long offFrame) {
    public SpeechSegment {
        if (onFrame < 0 || offFrame < onFrame) {
            throw new IllegalArgumentException("no segment from " + onFrame + " to " + offFrame);
        }
    }

    /** Length in frames, at least 1. */
    public long frames() {
        return offFrame - onFrame + 1;
    }

    /** Says whether somebody speaks at a frame. */
    public boolean contains(long frame) {
        return onFrame <= frame && frame <= offFrame;
    }
}
