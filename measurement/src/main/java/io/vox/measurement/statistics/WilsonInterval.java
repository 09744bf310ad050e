package io.vox.measurement.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Wilson's interval of a rate, with n divided by the design effect of clustered turns (measurement 3). The normal quantile
 * is replaced by Student's with K - 1 degrees of freedom, because the design effect is itself estimated from K
 * conversations (Korn and Graubard 1998). Thread-safe.
 */
public final class WilsonInterval {
    private static final double CONFIDENCE = 0.975;

    private WilsonInterval() {}

    /**
     * Computes the interval of the mean of the rates of strata (regions), each with the same weight, whatever its size. Of
     * one stratum it is the interval of successes / opportunities.
     *
     * @param strata conversations of each stratum; strata without an opportunity are left out
     * @return empty if there is no stratum or one has under three conversations that had an opportunity
     */
    public static Optional<Interval> of(List<ClusterProportions> strata) {
        List<ClusterProportions> counted =
                strata.stream().filter(stratum -> stratum.clusters() > 0).toList();
        int[] clusters = counted.stream().mapToInt(ClusterProportions::clusters).toArray();
        if (clusters.length == 0 || Arrays.stream(clusters).min().orElse(0) < ClusterBootstrap.FEWEST_CLUSTERS) {
            return Optional.empty();
        }
        double rate =
                counted.stream().mapToDouble(ClusterProportions::rate).average().orElseThrow();
        double quantile = StudentT.quantile(CONFIDENCE, StratumSizes.degreesOfFreedom(clusters));
        return Optional.of(of(rate, effective(counted, rate), quantile));
    }

    /**
     * Computes Wilson's interval.
     *
     * @param rate 0..1
     * @param effective effective number of trials, above 0
     * @param quantile of the standard distribution, 1.96 for 95 %
     */
    static Interval of(double rate, double effective, double quantile) {
        double squared = quantile * quantile;
        double centre = (rate + squared / (2 * effective)) / (1 + squared / effective);
        double half = quantile
                / (1 + squared / effective)
                * Math.sqrt(rate * (1 - rate) / effective + squared / (4 * effective * effective));
        return new Interval(rate <= 0 ? 0 : Math.max(0, centre - half), rate >= 1 ? 1 : Math.min(1, centre + half));
    }

    /**
     * Estimates how many independent trials the turns are worth: binomial variance / variance over conversations (ratio
     * estimator), at most as many as with independent turns. All-success or all-failure shows no variance between
     * conversations; then as many.
     */
    static double effective(List<ClusterProportions> strata, double rate) {
        double count = strata.size();
        double reciprocals = 0;
        double variance = 0;
        for (ClusterProportions stratum : strata) {
            double total = stratum.total().opportunities();
            reciprocals += 1 / total;
            variance += stratum.squaredResiduals() * stratum.clusters() / (stratum.clusters() - 1.0) / (total * total);
        }
        double independent = count * count / reciprocals;
        double spread = variance / (count * count);
        return spread > 0 ? Math.min(independent, rate * (1 - rate) / spread) : independent;
    }
}
