package io.vox.measurement.timeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fast Fourier transform of one size, in place, two radix-2 passes in each walk over the data. Spectra are in bit-reversed
 * order, since whoever multiplies them does not care and putting them in order takes as long as a pass. Immutable,
 * thread-safe.
 */
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

    /** Where a spectrum has its line {@code frequency}, from 0 to size - 1. */
    int index(int frequency) {
        return Integer.reverse(frequency) >>> (Integer.numberOfLeadingZeros(size) + 1);
    }

    /** The index of the line of the opposite frequency. */
    static int opposite(int index) {
        // In each octave of the bit-reversed order the opposite lines mirror each other.
        return index == 0 ? 0 : 3 * Integer.highestOneBit(index) - 1 - index;
    }

    /** Transforms to the frequency domain. */
    void forward(double[] real, double[] imaginary) {
        int half = size / 2;
        for (; half > 1; half /= 4) {
            for (int start = 0; start < size; start += 2 * half) {
                split(real, imaginary, start, half);
            }
        }
        if (half == 1) {
            addAndSubtractPairs(real, imaginary);
        }
    }

    /** Transforms back to the time domain, scaled so that it undoes {@link #forward}. */
    void inverse(double[] real, double[] imaginary) {
        int half = 2;
        if (Integer.numberOfTrailingZeros(size) % 2 == 1) {
            addAndSubtractPairs(real, imaginary);
            half = 4;
        }
        for (; half < size; half *= 4) {
            for (int start = 0; start < size; start += 2 * half) {
                join(real, imaginary, start, half);
            }
        }
        double scale = 1.0 / size;
        for (int i = 0; i < size; i++) {
            real[i] *= scale;
            imaginary[i] *= scale;
        }
    }

    /** Two passes of decimation in frequency over {@code 2 * half} values: pairs of half, then of a quarter. */
    private void split(double[] real, double[] imaginary, int start, int half) {
        int quarter = half / 2;
        for (int i = 0; i < quarter; i++) {
            double wr = cosines[half + i];
            double wi = -sines[half + i];
            double squareR = cosines[quarter + i];
            double squareI = -sines[quarter + i];
            int a = start + i;
            int b = a + quarter;
            int c = a + half;
            int d = c + quarter;
            double sumEvenR = real[a] + real[c];
            double sumEvenI = imaginary[a] + imaginary[c];
            double sumOddR = real[b] + real[d];
            double sumOddI = imaginary[b] + imaginary[d];
            double evenR = real[a] - real[c];
            double evenI = imaginary[a] - imaginary[c];
            // A quarter turn later, the factor is the same times -j.
            double oddR = imaginary[b] - imaginary[d];
            double oddI = real[d] - real[b];
            real[a] = sumEvenR + sumOddR;
            imaginary[a] = sumEvenI + sumOddI;
            double differenceR = sumEvenR - sumOddR;
            double differenceI = sumEvenI - sumOddI;
            real[b] = differenceR * squareR - differenceI * squareI;
            imaginary[b] = differenceR * squareI + differenceI * squareR;
            double upperR = evenR + oddR;
            double upperI = evenI + oddI;
            real[c] = upperR * wr - upperI * wi;
            imaginary[c] = upperR * wi + upperI * wr;
            double cubeR = wr * squareR - wi * squareI;
            double cubeI = wr * squareI + wi * squareR;
            double lowerR = evenR - oddR;
            double lowerI = evenI - oddI;
            real[d] = lowerR * cubeR - lowerI * cubeI;
            imaginary[d] = lowerR * cubeI + lowerI * cubeR;
        }
    }

    /** What undoes {@link #split}, but for the scale. */
    private void join(double[] real, double[] imaginary, int start, int half) {
        int quarter = half / 2;
        for (int i = 0; i < quarter; i++) {
            double wr = cosines[half + i];
            double wi = sines[half + i];
            double squareR = cosines[quarter + i];
            double squareI = sines[quarter + i];
            int a = start + i;
            int b = a + quarter;
            int c = a + half;
            int d = c + quarter;
            double secondR = real[b] * squareR - imaginary[b] * squareI;
            double secondI = real[b] * squareI + imaginary[b] * squareR;
            double thirdR = real[c] * wr - imaginary[c] * wi;
            double thirdI = real[c] * wi + imaginary[c] * wr;
            double cubeR = wr * squareR - wi * squareI;
            double cubeI = wr * squareI + wi * squareR;
            double fourthR = real[d] * cubeR - imaginary[d] * cubeI;
            double fourthI = real[d] * cubeI + imaginary[d] * cubeR;
            double lowR = real[a] + secondR;
            double lowI = imaginary[a] + secondI;
            double lowerR = real[a] - secondR;
            double lowerI = imaginary[a] - secondI;
            double highR = thirdR + fourthR;
            double highI = thirdI + fourthI;
            // A quarter turn later, the factor is the same times j.
            double higherR = fourthI - thirdI;
            double higherI = thirdR - fourthR;
            real[a] = lowR + highR;
            imaginary[a] = lowI + highI;
            real[c] = lowR - highR;
            imaginary[c] = lowI - highI;
            real[b] = lowerR + higherR;
            imaginary[b] = lowerI + higherI;
            real[d] = lowerR - higherR;
            imaginary[d] = lowerI - higherI;
        }
    }

    private void addAndSubtractPairs(double[] real, double[] imaginary) {
        for (int i = 0; i < size; i += 2) {
            double re = real[i + 1];
            double im = imaginary[i + 1];
            real[i + 1] = real[i] - re;
            imaginary[i + 1] = imaginary[i] - im;
            real[i] += re;
            imaginary[i] += im;
        }
    }
}
