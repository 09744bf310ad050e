package io.vox.measurement.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Point estimates as measurement 1.5 defines them. */
public final class Quantiles {
    private Quantiles() {}

    /**
     * Computes the median; of an even count the mean of the two in the middle.
     *
     * @param values at least one, in any order; not changed
     * @throws IllegalArgumentException if there are none
     */
    public static double median(double[] values) {
        requireSamples(values.length);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Computes the sample standard deviation with n - 1; empty under two values. */
    public static OptionalDouble standardDeviation(double[] values) {
        if (values.length < 2) {
            return OptionalDouble.empty();
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return OptionalDouble.of(Math.sqrt(squares / (values.length - 1)));
    }

    /**
     * Computes the 95th percentile by nearest rank, {@code ceil(.95 n)}; censored samples rank above all others.
     *
     * @param observed values that are known, in any order; not changed
     * @param censored how many more are only known to be at least {@code bound}
     * @throws IllegalArgumentException if there are no samples at all
     */
    public static RankedValue percentile95(double[] observed, int censored, double bound) {
        int count = observed.length + censored;
        requireSamples(count);
        int rank = rank95(count);
        if (rank > observed.length) {
            return new RankedValue(bound, true);
        }
        double[] sorted = observed.clone();
        Arrays.sort(sorted);
        return new RankedValue(sorted[rank - 1], false);
    }

    /** Integer arithmetic: .95 has no exact double, and {@code ceil(.95 * 20)} must be 19. */
    static int rank95(int count) {
        return (int) ((95L * count + 99) / 100);
    }

    private static void requireSamples(int count) {
        if (count == 0) {
            throw new IllegalArgumentException("no samples");
        }
    }
}
