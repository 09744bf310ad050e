package io.vox.measurement.speech;

import java.util.Arrays;

/**
 * First pass over one channel: its DC offset and its noise floor, the 10th percentile of the RMS of 10 ms frames
 * (measurement 1.5). Memory is bounded: beyond about three hours every second frame is dropped, again and again. Not
 * thread-safe.
 */
final class NoiseFloorMeter {
    private static final int MAX_FRAMES = 1 << 20;

    private final int frameLength;
    private float[] means = new float[4096];
    private float[] squares = new float[4096];
    private int count;
    private int keepEvery = 1;
    private long seen;
    private double totalSum;
    private long totalSamples;
    private double pendingSum;
    private double pendingSquares;
    private int pending;
    private float reference;

    NoiseFloorMeter(int sampleRate) {
        this.frameLength = Math.round(sampleRate / 100f);
    }

    void accept(float[] samples, int offset, int length) {
        if (totalSamples == 0 && length > 0) {
            // Sums are taken around a first guess of the offset, so that a large one does not eat their precision.
            float sum = 0;
            int guess = Math.min(length, 4096);
            for (int i = offset; i < offset + guess; i++) {
                sum += samples[i];
            }
            reference = sum / guess;
        }
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int chunk = Math.min(frameLength - pending, end - at);
            addPending(samples, at, chunk);
            pending += chunk;
            at += chunk;
            if (pending == frameLength) {
                finishFrame();
            }
        }
        totalSamples += length;
    }

    private void addPending(float[] samples, int from, int length) {
        double sum0 = 0;
        double sum1 = 0;
        double squares0 = 0;
        double squares1 = 0;
        int end = from + length;
        int i = from;
        for (; i + 1 < end; i += 2) {
            double first = samples[i] - reference;
            double second = samples[i + 1] - reference;
            sum0 += first;
            sum1 += second;
            squares0 += first * first;
            squares1 += second * second;
        }
        if (i < end) {
            double last = samples[i] - reference;
            sum0 += last;
            squares0 += last * last;
        }
        pendingSum += sum0 + sum1;
        pendingSquares += squares0 + squares1;
    }

    private void finishFrame() {
        totalSum += pendingSum;
        if (seen % keepEvery == 0) {
            if (count == MAX_FRAMES) {
                halve();
            } else if (count == means.length) {
                means = Arrays.copyOf(means, count * 2);
                squares = Arrays.copyOf(squares, count * 2);
            }
            means[count] = (float) (pendingSum / frameLength);
            squares[count] = (float) (pendingSquares / frameLength);
            count++;
        }
        seen++;
        pending = 0;
        pendingSum = 0;
        pendingSquares = 0;
    }

    private void halve() {
        count /= 2;
        for (int i = 0; i < count; i++) {
            means[i] = means[2 * i];
            squares[i] = squares[2 * i];
        }
        keepEvery *= 2;
    }

    /** Mean of all samples, in [-1, 1]. */
    double offset() {
        return totalSamples == 0 ? 0 : reference + (totalSum + pendingSum) / totalSamples;
    }

    /** RMS amplitude in [0, 1], 0 for digital silence and for less than 10 ms of sound. */
    double floor() {
        if (count == 0) {
            return 0;
        }
        double shift = offset() - reference;
        float[] powers = new float[count];
        for (int i = 0; i < count; i++) {
            powers[i] = (float) Math.max(0, squares[i] - 2 * shift * means[i] + shift * shift);
        }
        Arrays.sort(powers);
        return Math.sqrt(powers[(int) Math.ceil(count * 0.1) - 1]);
    }
}
