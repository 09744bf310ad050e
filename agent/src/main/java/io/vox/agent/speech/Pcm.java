package io.vox.agent.speech;

/**
 * One channel of sound. The samples are not copied: whoever holds a Pcm must not write to them.
 *
 * @param sampleRate frames per second, at least 1
 * @param samples amplitudes, nominally in [-1, 1]
 */
@SuppressWarnings("ArrayRecordComponent") // Minutes of sound: neither copied nor ever compared.
public record Pcm(int sampleRate, float[] samples) {
    public Pcm {
        if (sampleRate < 1) {
            throw new IllegalArgumentException("sample rate " + sampleRate + " is below 1");
        }
    }

    /** Length in seconds. */
    public double seconds() {
        return (double) samples.length / sampleRate;
    }
}
