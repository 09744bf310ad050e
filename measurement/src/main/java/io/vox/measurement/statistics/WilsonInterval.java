package io.vox.measurement.statistics;

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
     * Computes the interval of successes / opportunities over all conversations.
     *
     * @return empty under three conversations that had an opportunity
     */
    public static Optional<Interval> of(List<Proportion> conversations) {
        List<Proportion> counted =
                conversations.stream().filter(c -> c.opportunities() > 0).toList();
        if (counted.size() < ClusterBootstrap.FEWEST_CLUSTERS) {
            return Optional.empty();
        }
        double total = counted.stream().mapToInt(Proportion::opportunities).sum();
        double successes = counted.stream().mapToInt(Proportion::successes).sum();
        double quantile = StudentT.quantile(CONFIDENCE, counted.size() - 1);
        return Optional.of(of(successes / total, total / designEffect(counted), quantile));
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
     * Estimates by how much clustering inflates the variance of a rate: variance over conversations (ratio estimator) /
     * binomial variance, at least 1. All-success or all-failure shows no variance between conversations; then 1.
     */
    static double designEffect(List<Proportion> conversations) {
        int clusters = conversations.size();
        double total =
                conversations.stream().mapToInt(Proportion::opportunities).sum();
        double successes =
                conversations.stream().mapToInt(Proportion::successes).sum();
        double rate = successes / total;
        if (rate <= 0 || rate >= 1) {
            return 1;
        }
        double squares = 0;
        for (Proportion conversation : conversations) {
            double residual = conversation.successes() - rate * conversation.opportunities();
            squares += residual * residual;
        }
        double variance = squares * clusters / (clusters - 1.0) / (total * total);
        return Math.max(1, variance * total / (rate * (1 - rate)));
    }
}
