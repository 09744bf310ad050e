package io.vox.measurement.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Asks how often chance alone would set two groups of samples as far apart as they are. Thread-safe. */
public final class PermutationTest {
    private static final int PERMUTATIONS = 2000;

    private PermutationTest() {}

    /**
     * Estimates the two-sided p-value, 0 exclusive to 1.
     *
     * @param first at least one sample
     * @param second at least one sample
     * @param statistic of one group
     * @param seed the same seed and samples give the same answer
     */
    public static double probability(double[] first, double[] second, ToDoubleFunction<double[]> statistic, long seed) {
        double[] pooled = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, pooled, first.length, second.length);
        double observed = difference(pooled, first.length, statistic);
        SplittableRandom random = new SplittableRandom(seed);
        int asFar = 1;
        for (int permutation = 0; permutation < PERMUTATIONS; permutation++) {
            for (int i = pooled.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                double moved = pooled[i];
                pooled[i] = pooled[j];
                pooled[j] = moved;
            }
            // Equal up to rounding counts as equal, else ties would make the test too eager.
            if (difference(pooled, first.length, statistic) >= observed - 1e-9) {
                asFar++;
            }
        }
        return asFar / (PERMUTATIONS + 1.0);
    }

    private static double difference(double[] pooled, int firstLength, ToDoubleFunction<double[]> statistic) {
        double first = statistic.applyAsDouble(Arrays.copyOf(pooled, firstLength));
        double second = statistic.applyAsDouble(Arrays.copyOfRange(pooled, firstLength, pooled.length));
        return Math.abs(first - second);
    }
}
