package io.vox.measurement.alignment;

/**
 * A short piece of one side's sound, and when it was on the track.
 *
 * @param channel 0 = caller, 1 = agent
 * @param clockFrame time of its first sample on the clock that both sides share, in frames of the recording's rate
 * @param nearFrame about where its last sample was recorded; it is searched within a second before and after
 * @param samples the piece, at the recording's rate
 */
public record Anchor(int channel, long clockFrame, long nearFrame, float[] samples) {
    public Anchor {
        if (channel < 0 || channel > 1) {
            throw new IllegalArgumentException("channel must be 0 or 1, was " + channel);
        }
    }
}
