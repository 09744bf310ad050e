package io.vox.measurement.audio;

import java.io.IOException;

/** Says in one line, meant for a user, why a file cannot be read as a WAV recording. */
public final class WavFormatException extends IOException {
    public WavFormatException(String message) {
        super(message);
    }
}
