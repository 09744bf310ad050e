package io.vox.agent.speech;

import java.math.BigInteger;

/**
 * Changes the sample rate by a windowed sinc, one set of taps per phase of the output between two input samples. Linear
 * phase with its delay taken out: an onset stays where it is. Stop band below -90 dB.
 */
public final class Resampler {
    /** Zero crossings of the sinc on each side, at the lower of the two rates. */
    private static final int CROSSINGS = 32;
    /** Share of the lower rate's band that passes unweakened, nearly. */
    private static final double PASSED = 0.94;

    private static final double KAISER_BETA = 9.5;

    private Resampler() {}

    /**
     * Resamples a sound.
     *
     * @param sampleRate wanted frames per second, at least 1
     * @return the sound itself if it has the rate; else sample k is the sound at k / sampleRate seconds
     */
    public static Pcm resample(Pcm sound, int sampleRate) {
        if (sampleRate < 1) {
            throw new IllegalArgumentException("sample rate " + sampleRate + " is below 1");
        }
        if (sound.sampleRate() == sampleRate) {
            return sound;
        }
        float[] input = sound.samples();
        int divisor = BigInteger.valueOf(sound.sampleRate())
                .gcd(BigInteger.valueOf(sampleRate))
                .intValue();
        int up = sampleRate / divisor;
        int down = sound.sampleRate() / divisor;
        double cutoff = PASSED * Math.min(1.0, (double) up / down);
        int half = (int) Math.ceil(CROSSINGS / cutoff);
        float[][] phases = new float[up][];
        float[] output = new float[Math.toIntExact(((long) input.length * up + down - 1) / down)];
        for (int k = 0; k < output.length; k++) {
            long position = (long) k * down;
            int phase = (int) (position % up);
            float[] taps = phases[phase];
            if (taps == null) {
                taps = taps((double) phase / up, half, cutoff);
                phases[phase] = taps;
            }
            int first = (int) (position / up) - half + 1;
            int from = Math.max(0, -first);
            int to = Math.min(taps.length, input.length - first);
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += taps[i] * input[first + i];
            }
            output[k] = (float) sum;
        }
        return new Pcm(sampleRate, output);
    }

    /** Taps for input samples 1 - half .. half around a point that lies a fraction of a sample after sample 0. */
    private static float[] taps(double fraction, int half, double cutoff) {
        double[] exact = new double[2 * half];
        double sum = 0;
        for (int i = 0; i < exact.length; i++) {
            double distance = i - half + 1 - fraction;
            exact[i] = cutoff * sinc(cutoff * distance) * kaiser(distance / half);
            sum += exact[i];
        }
        float[] taps = new float[exact.length];
        for (int i = 0; i < exact.length; i++) {
            taps[i] = (float) (exact[i] / sum);
        }
        return taps;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
    }

    /** Modified Bessel function of the first kind, order 0, by its power series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
