package io.vox.measurement.timeline;

import java.util.Arrays;
import java.util.Optional;

/**
 * Normalized cross-correlation of a needle with a haystack by overlap-save. Two real signals share each complex transform,
 * as real and imaginary part: two blocks of the haystack or, where one block is all, that block and the needle.
 */
final class NormalizedCorrelation {
    /** Mean power below which sound cannot be the needle: -80 dB of full scale; digital silence correlates with all. */
    private static final double SILENT_POWER = 1e-8;

    private NormalizedCorrelation() {}

    /**
     * Finds the best match.
     *
     * @param needle at least 1 sample, not silent
     * @return peak in [-1, 1] with its frame in the haystack; empty if the needle does not fit or all is silent
     */
    static Optional<Located> peak(float[] haystack, float[] needle) {
        int lags = haystack.length - needle.length + 1;
        if (lags < 1 || needle.length == 0) {
            return Optional.empty();
        }
        double[] correlations = correlate(haystack, needle, lags);
        double[] energies = cumulativeEnergies(haystack);
        double needleEnergy = 0;
        for (float sample : needle) {
            needleEnergy += (double) sample * sample;
        }
        int best = -1;
        double bestValue = Double.NEGATIVE_INFINITY;
        double silentEnergy = SILENT_POWER * needle.length;
        for (int lag = 0; lag < lags; lag++) {
            double energy = energies[lag + needle.length] - energies[lag];
            if (energy > silentEnergy && needleEnergy > silentEnergy) {
                double value = correlations[lag] / Math.sqrt(energy * needleEnergy);
                if (value > bestValue) {
                    bestValue = value;
                    best = lag;
                }
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(new Located(best, Math.clamp(bestValue, -1, 1)));
    }

    private static double[] correlate(float[] haystack, float[] needle, int lags) {
        int usual = Math.max(1024, Integer.highestOneBit(Math.max(1, needle.length - 1)) * 4);
        // A haystack that is hardly longer than the needle fits into one smaller transform.
        int size = Math.min(usual, Math.max(2, Integer.highestOneBit(2 * haystack.length - 1)));
        Fft fft = Fft.of(size);
        int step = size - needle.length + 1;
        return lags <= step ? inOneBlock(haystack, needle, lags, fft) : inBlocks(haystack, needle, lags, fft, step);
    }

    private static double[] inOneBlock(float[] haystack, float[] needle, int lags, Fft fft) {
        double[] real = new double[fft.size()];
        double[] imaginary = new double[fft.size()];
        load(haystack, 0, real);
        load(needle, 0, imaginary);
        fft.forward(real, imaginary);
        multiplyRealByConjugateOfImaginary(real, imaginary);
        fft.inverse(real, imaginary);
        return Arrays.copyOf(real, lags);
    }

    private static double[] inBlocks(float[] haystack, float[] needle, int lags, Fft fft, int step) {
        double[] needleReal = new double[fft.size()];
        double[] needleImaginary = new double[fft.size()];
        load(needle, 0, needleReal);
        fft.forward(needleReal, needleImaginary);
        double[] result = new double[lags];
        double[] real = new double[fft.size()];
        double[] imaginary = new double[fft.size()];
        for (int lag = 0; lag < lags; lag += 2 * step) {
            load(haystack, lag, real);
            load(haystack, lag + step, imaginary);
            fft.forward(real, imaginary);
            multiplyByConjugate(real, imaginary, needleReal, needleImaginary);
            fft.inverse(real, imaginary);
            System.arraycopy(real, 0, result, lag, Math.min(step, lags - lag));
            if (lag + step < lags) {
                System.arraycopy(imaginary, 0, result, lag + step, Math.min(step, lags - lag - step));
            }
        }
        return result;
    }

    private static void load(float[] from, int at, double[] into) {
        for (int i = 0; i < into.length; i++) {
            int source = at + i;
            into[i] = source >= 0 && source < from.length ? from[source] : 0;
        }
    }

    private static void multiplyByConjugate(double[] real, double[] imaginary, double[] otherRe, double[] otherIm) {
        for (int i = 0; i < real.length; i++) {
            double re = real[i] * otherRe[i] + imaginary[i] * otherIm[i];
            imaginary[i] = imaginary[i] * otherRe[i] - real[i] * otherIm[i];
            real[i] = re;
        }
    }

    /**
     * Takes the spectrum of a complex signal and makes it that of its real part times the conjugate of that of its imaginary
     * part. The spectrum of a real signal has opposite values at opposite frequencies, by which the two are told apart.
     */
    private static void multiplyRealByConjugateOfImaginary(double[] real, double[] imaginary) {
        for (int i = 0; i < real.length; i++) {
            int j = Fft.opposite(i);
            if (j < i) {
                continue;
            }
            double haystackR = (real[i] + real[j]) / 2;
            double haystackI = (imaginary[i] - imaginary[j]) / 2;
            double needleR = (imaginary[i] + imaginary[j]) / 2;
            double needleI = (real[j] - real[i]) / 2;
            real[i] = haystackR * needleR + haystackI * needleI;
            imaginary[i] = haystackI * needleR - haystackR * needleI;
            real[j] = real[i];
            imaginary[j] = -imaginary[i];
        }
    }

    private static double[] cumulativeEnergies(float[] samples) {
        double[] sums = new double[samples.length + 1];
        for (int i = 0; i < samples.length; i++) {
            sums[i + 1] = sums[i] + (double) samples[i] * samples[i];
        }
        return sums;
    }
}
