package io.vox.agent.report;

import java.util.function.DoubleConsumer;

/**
 * Lowers the sample rate of one channel by a whole factor, with a linear-phase low-pass before it, so that no sample
 * moves in time. Not thread-safe.
 */
final class Decimator {
    private static final int TAPS_PER_STEP = 24;

    private final int factor;
    private final int half;
    private final double[] weights;
    /** The last inputs, written twice, so that a window of all taps is always one contiguous stretch. */
    private final double[] history;

    private int newest;
    /** Inputs until the next output; the first one has as many before it as after it. */
    private int missing;

    Decimator(int factor) {
        this.factor = factor;
        this.half = factor == 1 ? 0 : factor * TAPS_PER_STEP / 2;
        this.weights = lowPass(factor, half);
        this.history = new double[2 * weights.length];
        this.missing = half + 1;
    }

    /** Feeds samples; each finished output sample goes to {@code out}. */
    void accept(float[] samples, int count, DoubleConsumer out) {
        for (int index = 0; index < count; index++) {
            push(samples[index], out);
        }
    }

    /** Feeds the silence that the filter needs to see the last input from both sides. */
    void finish(DoubleConsumer out) {
        for (int index = 0; index < half; index++) {
            push(0, out);
        }
    }

    private void push(double sample, DoubleConsumer out) {
        int taps = weights.length;
        history[newest] = sample;
        history[newest + taps] = sample;
        newest = newest + 1 == taps ? 0 : newest + 1;
        missing--;
        if (missing == 0) {
            missing = factor;
            out.accept(weighted());
        }
    }

    /** The filter's output now, in sums that do not wait for each other. */
    private double weighted() {
        int taps = weights.length;
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int tap = 0;
        for (; tap + 3 < taps; tap += 4) {
            first += weights[tap] * history[newest + tap];
            second += weights[tap + 1] * history[newest + tap + 1];
            third += weights[tap + 2] * history[newest + tap + 2];
            fourth += weights[tap + 3] * history[newest + tap + 3];
        }
        for (; tap < taps; tap++) {
            first += weights[tap] * history[newest + tap];
        }
        return first + second + third + fourth;
    }

    /** Windowed sinc (Blackman), -6 dB at nine tenths of the new Nyquist frequency, gain 1 at 0 Hz. */
    private static double[] lowPass(int factor, int half) {
        double[] weights = new double[2 * half + 1];
        if (half == 0) {
            weights[0] = 1;
            return weights;
        }
        double cutoff = 0.45 / factor;
        double sum = 0;
        for (int tap = 0; tap < weights.length; tap++) {
            int distance = tap - half;
            double sinc = distance == 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * distance) / (Math.PI * distance);
            double phase = Math.PI * tap / half;
            weights[tap] = sinc * (0.42 - 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase));
            sum += weights[tap];
        }
        for (int tap = 0; tap < weights.length; tap++) {
            weights[tap] /= sum;
        }
        return weights;
    }
}
