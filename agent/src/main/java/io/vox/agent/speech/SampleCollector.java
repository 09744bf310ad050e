package io.vox.agent.speech;

import java.util.Arrays;

/** Gathers sound as one channel, the mean of those that it has. Not thread-safe. */
final class SampleCollector {
    private float[] samples = new float[1 << 16];
    private int count;

    /** Takes interleaved signed little-endian samples. */
    void accept(byte[] bytes, int length, int channels, int bytesPerSample) {
        double fullScale = 1L << (8 * bytesPerSample - 1);
        int frameBytes = channels * bytesPerSample;
        for (int at = 0; at + frameBytes <= length; at += frameBytes) {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += sample(bytes, at + channel * bytesPerSample, bytesPerSample);
            }
            add(sum / channels / fullScale);
        }
    }

    /** Takes frames of planar samples, of each channel from its own index on. */
    void accept(float[][] channels, int[] from, int frames) {
        for (int i = 0; i < frames; i++) {
            double sum = 0;
            for (int channel = 0; channel < from.length; channel++) {
                sum += channels[channel][from[channel] + i];
            }
            add(sum / from.length);
        }
    }

    /** Takes interleaved 16 bit samples. */
    void accept(short[] values, int length, int channels) {
        for (int at = 0; at + channels <= length; at += channels) {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += values[at + channel];
            }
            add(sum / channels / 32768);
        }
    }

    private static int sample(byte[] bytes, int at, int bytesPerSample) {
        if (bytesPerSample == 1) {
            return bytes[at];
        }
        int value = bytes[at + bytesPerSample - 1];
        for (int i = bytesPerSample - 2; i >= 0; i--) {
            value = (value << 8) | (bytes[at + i] & 0xFF);
        }
        return value;
    }

    private void add(double sample) {
        if (count == samples.length) {
            samples = Arrays.copyOf(samples, Math.multiplyExact(count, 2));
        }
        samples[count++] = (float) sample;
    }

    Pcm finish(int sampleRate) {
        return finish(sampleRate, count);
    }

    /** Ends the sound, no later than after so many frames. */
    Pcm finish(int sampleRate, long mostFrames) {
        return new Pcm(sampleRate, Arrays.copyOf(samples, Math.clamp(mostFrames, 0, count)));
    }
}
