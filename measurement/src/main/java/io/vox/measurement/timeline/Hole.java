package io.vox.measurement.timeline;

/**
 * Sound that never arrived and was filled with silence by frame number (measurement 1.4).
 *
 * @param frame first missing frame of the recording
 * @param frames how many are missing, at least 1
 */
public record Hole(long frame, long frames) {
    public Hole {
        if (frame < 0 || frames < 1) {
            throw new IllegalArgumentException("no hole of " + frames + " frames at " + frame);
        }
    }
}
