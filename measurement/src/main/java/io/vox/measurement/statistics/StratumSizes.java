package io.vox.measurement.statistics;

/**
 * What the numbers of clusters in strata of equal weight mean for a variance over clusters, with the variance of a stratum
 * taken to go with 1 / clusters. Of a single stratum of K clusters it is what everybody knows: K - 1 and K / (K - 1).
 */
final class StratumSizes {
    private StratumSizes() {}

    /** Returns Satterthwaite's degrees of freedom, rounded down; each stratum has at least two clusters. */
    static int degreesOfFreedom(int[] clusters) {
        double sum = 0;
        double squares = 0;
        for (int count : clusters) {
            sum += 1.0 / count;
            squares += 1.0 / ((double) count * count * (count - 1));
        }
        // The small addition keeps K - 1 from becoming K - 2 by rounding.
        return (int) (sum * sum / squares + 1e-6);
    }

    /** Returns by how much a resampled variance falls short: K / (K - 1), averaged over the strata's variances. */
    static double shortfall(int[] clusters) {
        double sum = 0;
        double corrected = 0;
        for (int count : clusters) {
            sum += 1.0 / count;
            corrected += 1.0 / (count - 1);
        }
        return corrected / sum;
    }
}
