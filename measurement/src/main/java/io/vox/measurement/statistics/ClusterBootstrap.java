package io.vox.measurement.statistics;

import io.vox.measurement.statistics.PooledStrata.Rank;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Confidence intervals of latency quantiles by a bootstrap over clusters (conversations), on the log scale: {@code estimate
 * x exp(+- t(K-1) x SE_boot x sqrt(K/(K-1)))} (measurement 3). Strata of equal weight (regions) are resampled each on its
 * own, with Satterthwaite's degrees of freedom. The values are sorted once and a resample is a weight per cluster; it reads
 * the weights and the few values that the quantile can fall on. Immutable, thread-safe.
 */
public final class ClusterBootstrap {
    /** Fewest conversations that allow an interval (measurement 3). */
    public static final int FEWEST_CLUSTERS = 3;

    /**
     * The standard error of so many is within 3.5 % of that of all there could be; with K conversations it is itself known to
     * 71 / sqrt(K) % only.
     */
    private static final int RESAMPLES = 400;

    /** Of so many clusters there are fewer different resamples than are drawn, so that the same need not be computed twice. */
    private static final int FEW_CLUSTERS = 4;

    /** A quantile of a resample is looked for from so many standard errors below its usual place, and rarely is lower. */
    private static final double REACH = 4.5;

    private final StratifiedLatencies latencies;
    private final long seed;

    private ClusterBootstrap(StratifiedLatencies latencies, long seed) {
        this.latencies = latencies;
        this.seed = seed;
    }

    /**
     * Prepares a bootstrap.
     *
     * @param seed the same seed and latencies give the same interval
     */
    public static ClusterBootstrap of(StratifiedLatencies latencies, long seed) {
        return new ClusterBootstrap(latencies, seed);
    }

    /**
     * Returns the interval of the median of the known values; empty if a stratum has under three clusters with one, or there
     * is none.
     */
    public Optional<Interval> median() {
        return interval(latencies.known(), Rank.MEDIAN, ClusterHistogram.CENSORED);
    }

    /**
     * Returns the interval of the 95th percentile by nearest rank; empty as above. Simulated with log-normal turns, 8 a
     * conversation, it covers 89..90 % at 5..50 conversations (the median's 95..96 %), so it is not called exact.
     *
     * @param boundMs where censored values stand in a resample, which keeps their rank above all others
     */
    public Optional<Interval> percentile95(int boundMs) {
        return interval(latencies.all(), Rank.PERCENTILE_95, boundMs);
    }

    private Optional<Interval> interval(PooledStrata pooled, Rank rank, int boundMs) {
        int[] clusters = pooled.clusters();
        if (clusters.length == 0 || Arrays.stream(clusters).min().orElse(0) < FEWEST_CLUSTERS) {
            return Optional.empty();
        }
        double estimate = Math.min(boundMs, pooled.quantile(rank, pooled.shares(), 0, 0));
        double factor = StudentT.quantile(0.975, StratumSizes.degreesOfFreedom(clusters))
                * Math.sqrt(StratumSizes.shortfall(clusters));
        double half = factor * standardError(pooled, rank, boundMs);
        double centre = LogScale.of(estimate);
        return Optional.of(
                new Interval(Math.min(estimate, Math.exp(centre - half)), Math.max(estimate, Math.exp(centre + half))));
    }

    private double standardError(PooledStrata pooled, Rank rank, int boundMs) {
        SplittableRandom random = new SplittableRandom(seed);
        int from = firstInReach(pooled, rank);
        int[] below = new int[pooled.sizes.length];
        for (int i = 0; i < from; i++) {
            below[pooled.clusterOf[i]] += pooled.counts[i];
        }
        int[] weights = new int[pooled.sizes.length];
        double[] shares = new double[pooled.sizes.length];
        double[] logarithms = new double[RESAMPLES];
        double[] known = new double[places(pooled)];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            Arrays.fill(weights, 0);
            for (int stratum = 0; stratum < pooled.strata(); stratum++) {
                draw(random, weights, pooled.firstCluster[stratum], pooled.firstCluster[stratum + 1]);
            }
            int place = place(weights);
            if (place < known.length && known[place] != 0) {
                logarithms[resample] = known[place];
                continue;
            }
            double before = 0;
            for (int stratum = 0; stratum < pooled.strata(); stratum++) {
                int first = pooled.firstCluster[stratum];
                int last = pooled.firstCluster[stratum + 1];
                long total = weighted(weights, pooled.sizes, first, last);
                double share = 1.0 / ((double) total * pooled.strata());
                before += weighted(weights, below, first, last) * share;
                for (int cluster = first; cluster < last; cluster++) {
                    shares[cluster] = weights[cluster] * share;
                }
            }
            double quantile = before < rank.probability() - 2 * PooledStrata.ROUNDING
                    ? pooled.quantile(rank, shares, from, before)
                    : pooled.quantile(rank, shares, 0, 0);
            logarithms[resample] = LogScale.of(Math.min(boundMs, quantile));
            if (place < known.length) {
                known[place] = logarithms[resample];
            }
        }
        return Quantiles.standardDeviation(logarithms).orElseThrow();
    }

    /** Returns how many resamples can differ, by the numbers that {@link #place} gives them; 0 = too many to remember. */
    private static int places(PooledStrata pooled) {
        int clusters = pooled.sizes.length;
        return clusters > FEW_CLUSTERS ? 0 : (int) Math.pow(FEW_CLUSTERS + 1, clusters);
    }

    private static int place(int[] weights) {
        if (weights.length > FEW_CLUSTERS) {
            return Integer.MAX_VALUE;
        }
        int place = 0;
        for (int weight : weights) {
            place = place * (FEW_CLUSTERS + 1) + weight;
        }
        return place;
    }

    /** Draws as many clusters as there are, two from each random number: its halves, scaled without a division. */
    private static void draw(SplittableRandom random, int[] weights, int first, int last) {
        long clusters = (long) last - first;
        for (long drawn = 0; drawn < clusters; drawn += 2) {
            long bits = random.nextLong();
            weights[first + (int) (((bits >>> 32) * clusters) >>> 32)]++;
            if (drawn + 1 < clusters) {
                weights[first + (int) (((bits & 0xffffffffL) * clusters) >>> 32)]++;
            }
        }
    }

    private static long weighted(int[] weights, int[] counts, int first, int last) {
        int sum = 0;
        for (int cluster = first; cluster < last; cluster++) {
            sum += weights[cluster] * counts[cluster];
        }
        return sum;
    }

    /** Returns the entry where the quantile of hardly any resample lies lower, by the spread of ranks between clusters. */
    private static int firstInReach(PooledStrata pooled, Rank rank) {
        double[] shares = pooled.shares();
        int[] upTo = new int[pooled.sizes.length];
        double sum = 0;
        int entry = 0;
        while (entry < pooled.values.length && sum < rank.probability() - PooledStrata.ROUNDING) {
            upTo[pooled.clusterOf[entry]] += pooled.counts[entry];
            sum += shares[pooled.clusterOf[entry]] * pooled.counts[entry];
            entry++;
        }
        double variance = 0;
        for (int stratum = 0; stratum < pooled.strata(); stratum++) {
            int first = pooled.firstCluster[stratum];
            int last = pooled.firstCluster[stratum + 1];
            double reached = 0;
            for (int cluster = first; cluster < last; cluster++) {
                reached += upTo[cluster];
            }
            double fraction = reached / pooled.size(stratum);
            for (int cluster = first; cluster < last; cluster++) {
                double deviation = (upTo[cluster] - fraction * pooled.sizes[cluster]) * shares[cluster];
                variance += deviation * deviation;
            }
        }
        double lowest = rank.probability() - REACH * Math.sqrt(variance);
        double below = 0;
        for (int i = 0; i < pooled.values.length; i++) {
            below += shares[pooled.clusterOf[i]] * pooled.counts[i];
            if (below >= lowest) {
                return i;
            }
        }
        return 0;
    }
}
