package io.vox.measurement.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Latencies of strata (regions) of equal weight, whatever their sizes, and their figures (measurement 3). With one stratum
 * these are those of {@link Quantiles}. Immutable, thread-safe.
 */
public final class StratifiedLatencies {
    private final PooledStrata known;
    private final PooledStrata all;

    private StratifiedLatencies(PooledStrata known, PooledStrata all) {
        this.known = known;
        this.all = all;
    }

    /** Sorts the values of all strata; those without values are left out. */
    public static StratifiedLatencies of(List<ClusterHistogram> strata) {
        PooledStrata known = PooledStrata.of(strata, false);
        boolean censored = strata.stream().anyMatch(stratum -> stratum.censored() > 0);
        return new StratifiedLatencies(known, censored ? PooledStrata.of(strata, true) : known);
    }

    /** Computes the median of the known values; empty if there are none. */
    public OptionalDouble median() {
        return known.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(known.quantile(PooledStrata.Rank.MEDIAN, known.shares(), 0, 0));
    }

    /**
     * Computes the 95th percentile by nearest rank, with the censored values above all others; empty if there are no values.
     *
     * @param boundMs what a censored value is known to be at least
     */
    public Optional<RankedValue> percentile95(int boundMs) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        double value = all.quantile(PooledStrata.Rank.PERCENTILE_95, all.shares(), 0, 0);
        return Optional.of(
                value == ClusterHistogram.CENSORED ? new RankedValue(boundMs, true) : new RankedValue(value, false));
    }

    /** Computes the standard deviation of the known values, with n - 1 for one stratum; empty under two values. */
    public OptionalDouble standardDeviation() {
        if (known.values.length == 0 || (known.values.length == 1 && known.counts[0] == 1)) {
            return OptionalDouble.empty();
        }
        double[] shares = known.shares();
        double mean = 0;
        double sumOfSquaredShares = 0;
        for (int i = 0; i < known.values.length; i++) {
            double share = shares[known.clusterOf[i]];
            mean += share * known.counts[i] * known.values[i];
            sumOfSquaredShares += share * share * known.counts[i];
        }
        double variance = 0;
        for (int i = 0; i < known.values.length; i++) {
            double deviation = known.values[i] - mean;
            variance += shares[known.clusterOf[i]] * known.counts[i] * deviation * deviation;
        }
        return OptionalDouble.of(Math.sqrt(variance / (1 - sumOfSquaredShares)));
    }

    /** Returns the values that are known. */
    PooledStrata known() {
        return known;
    }

    /** Returns all values, the censored ones above all others. */
    PooledStrata all() {
        return all;
    }
}
