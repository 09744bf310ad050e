package io.vox.measurement.timeline;

import java.util.Optional;

/**
 * Normalized cross-correlation of a needle with a haystack by overlap-save. Two blocks of the haystack share one complex
 * transform, as real and imaginary part.
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
        double[] needleReal = new double[size];
        double[] needleImaginary = new double[size];
        for (int i = 0; i < needle.length; i++) {
            needleReal[i] = needle[i];
        }
        fft.forward(needleReal, needleImaginary);
        int step = size - needle.length + 1;
        double[] result = new double[lags];
        double[] real = new double[size];
        double[] imaginary = new double[size];
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

    private static double[] cumulativeEnergies(float[] samples) {
        double[] sums = new double[samples.length + 1];
        for (int i = 0; i < samples.length; i++) {
            sums[i + 1] = sums[i] + (double) samples[i] * samples[i];
        }
        return sums;
    }
}
