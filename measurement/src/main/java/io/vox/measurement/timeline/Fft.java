package io.vox.measurement.timeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Radix-2 fast Fourier transform of one size, in place. Immutable, thread-safe. */
final class Fft {
    private static final Map<Integer, Fft> BY_SIZE = new ConcurrentHashMap<>();

    private final int size;
    /** The factors of each pass in a row, those of the pass over pairs of {@code half} from index {@code half} on. */
    private final double[] cosines;

    private final double[] sines;

    private Fft(int size) {
        if (size < 2 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException(size + " is not a power of two");
        }
        this.size = size;
        this.cosines = new double[size];
        this.sines = new double[size];
        int half = size / 2;
        for (int i = 0; i < half; i++) {
            cosines[half + i] = Math.cos(Math.PI * i / half);
            sines[half + i] = Math.sin(Math.PI * i / half);
        }
        for (int i = half - 1; i > 0; i--) {
            cosines[i] = cosines[2 * i];
            sines[i] = sines[2 * i];
        }
    }

    /**
     * Answers the transform of a size; its factors are computed once and kept.
     *
     * @param size power of two, at least 2
     */
    static Fft of(int size) {
        return BY_SIZE.computeIfAbsent(size, Fft::new);
    }

    int size() {
        return size;
    }

    /** Transforms to the frequency domain. */
    void forward(double[] real, double[] imaginary) {
        reorder(real, imaginary);
        for (int half = 1; half < size; half *= 2) {
            for (int start = 0; start < size; start += 2 * half) {
                for (int i = 0; i < half; i++) {
                    double cosine = cosines[half + i];
                    double sine = sines[half + i];
                    int low = start + i;
                    int high = low + half;
                    double re = real[high] * cosine + imaginary[high] * sine;
                    double im = imaginary[high] * cosine - real[high] * sine;
                    real[high] = real[low] - re;
                    imaginary[high] = imaginary[low] - im;
                    real[low] += re;
                    imaginary[low] += im;
                }
            }
        }
    }

    /** Transforms back to the time domain, scaled so that it undoes {@link #forward}. */
    void inverse(double[] real, double[] imaginary) {
        // The inverse of a transform is the transform with real and imaginary parts swapped.
        forward(imaginary, real);
        for (int i = 0; i < size; i++) {
            real[i] /= size;
            imaginary[i] /= size;
        }
    }

    private void reorder(double[] real, double[] imaginary) {
        int shift = Integer.numberOfLeadingZeros(size) + 1;
        for (int i = 1; i < size - 1; i++) {
            int j = Integer.reverse(i) >>> shift;
            if (j > i) {
                double re = real[i];
                real[i] = real[j];
                real[j] = re;
                double im = imaginary[i];
                imaginary[i] = imaginary[j];
                imaginary[j] = im;
            }
        }
    }
}
