package io.vox.measurement.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * The values of strata (regions) in ascending order, where each stratum has the same weight, however many values it has. A
 * quantile of it is that of the mixture; with one stratum it is the ordinary one. Immutable, but its arrays are shared with
 * the bootstrap.
 */
final class PooledStrata {
    /** Sums of shares are rounded; two that differ by less are the same. One turn of 100 million is more. */
    static final double ROUNDING = 1e-9;

    /** Clusters of all strata together beyond which they are put together at random, by their numbers. */
    private static final int ENOUGH_CLUSTERS = 1024;

    private static final int FEWEST_OF_MANY = 128;

    /** Up to so many entries are sorted by comparing; it takes more to fill a table of all values that there can be. */
    private static final int FEW_ENTRIES = 256;

    /** Value, cluster (numbered through all strata) and count of each entry, ascending by value. */
    final int[] values;

    final int[] clusterOf;
    final int[] counts;

    /** First cluster of each stratum, and one beyond the last. */
    final int[] firstCluster;

    /** How many values each cluster has. */
    final int[] sizes;

    private PooledStrata(int entries, int strata, int clusters) {
        this.values = new int[entries];
        this.clusterOf = new int[entries];
        this.counts = new int[entries];
        this.firstCluster = new int[strata + 1];
        this.sizes = new int[clusters];
    }

    /**
     * Pools the strata that have a value.
     *
     * @param withCensored whether censored values are counted too, above all others
     */
    static PooledStrata of(List<ClusterHistogram> strata, boolean withCensored) {
        int bound = withCensored ? ClusterHistogram.CENSORED : ClusterHistogram.LARGEST_MS;
        int[] entries = {0};
        int[][] numbers = new int[strata.size()][];
        int clusters = 0;
        int filled = 0;
        for (int i = 0; i < numbers.length; i++) {
            int[] number = new int[strata.get(i).clusterBound()];
            strata.get(i).forEach((value, cluster, count) -> {
                if (value <= bound) {
                    entries[0]++;
                    number[cluster] = 1;
                }
            });
            int first = clusters;
            clusters += renumber(number, first, mostClusters(strata.size()));
            filled += clusters > first ? 1 : 0;
            numbers[i] = number;
        }
        int[] places = places(strata, bound, entries[0]);
        PooledStrata pooled = new PooledStrata(entries[0], filled, clusters);
        int[] next = {0};
        int stratum = 0;
        for (int i = 0; i < numbers.length; i++) {
            int[] number = numbers[i];
            int before = pooled.firstCluster[stratum];
            int[] beyond = {before};
            strata.get(i).forEach((value, cluster, count) -> {
                if (value <= bound) {
                    int place = places[next[0]++];
                    pooled.values[place] = value;
                    pooled.clusterOf[place] = number[cluster];
                    pooled.counts[place] = count;
                    pooled.sizes[number[cluster]] += count;
                    beyond[0] = Math.max(beyond[0], number[cluster] + 1);
                }
            });
            if (beyond[0] > before) {
                pooled.firstCluster[++stratum] = beyond[0];
            }
        }
        return pooled;
    }

    /** Returns the place of each entry, in the order of the strata, when all are in the order of their values. */
    private static int[] places(List<ClusterHistogram> strata, int bound, int entries) {
        int[] places = new int[entries];
        int[] next = {0};
        if (entries <= FEW_ENTRIES) {
            long[] ordered = new long[entries];
            strata.forEach(stratum -> stratum.forEach((value, cluster, count) -> {
                if (value <= bound) {
                    ordered[next[0]] = ((long) value << Integer.SIZE) | next[0];
                    next[0]++;
                }
            }));
            Arrays.sort(ordered);
            for (int place = 0; place < entries; place++) {
                places[(int) ordered[place]] = place;
            }
            return places;
        }
        // A counting sort: each histogram is sorted already and there are few different values.
        int[] begin = new int[ClusterHistogram.CENSORED + 2];
        strata.forEach(stratum -> stratum.forEach((value, cluster, count) -> {
            if (value <= bound) {
                begin[value + 1]++;
            }
        }));
        for (int value = 1; value < begin.length; value++) {
            begin[value] += begin[value - 1];
        }
        strata.forEach(stratum -> stratum.forEach((value, cluster, count) -> {
            if (value <= bound) {
                places[next[0]++] = begin[value]++;
            }
        }));
        return places;
    }

    /** Returns how many clusters are worth resampling in each of some strata: more would not change an interval visibly. */
    private static int mostClusters(int strata) {
        return Math.max(FEWEST_OF_MANY, Integer.highestOneBit(ENOUGH_CLUSTERS / Math.max(1, strata)));
    }

    /**
     * Numbers the clusters that are marked with 1 from {@code first} on; if there are more than {@code most}, those that are
     * equal modulo {@code most} become one. Returns how many there are then.
     */
    private static int renumber(int[] number, int first, int most) {
        int marked = Arrays.stream(number).sum();
        int[] names = new int[marked > most ? most : number.length];
        Arrays.fill(names, -1);
        int next = first;
        for (int cluster = 0; cluster < number.length; cluster++) {
            if (number[cluster] == 1) {
                int group = cluster % names.length;
                if (names[group] < 0) {
                    names[group] = next++;
                }
                number[cluster] = names[group];
            }
        }
        return next - first;
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    int strata() {
        return firstCluster.length - 1;
    }

    /** Returns how many clusters each stratum has. */
    int[] clusters() {
        int[] clusters = new int[strata()];
        for (int stratum = 0; stratum < clusters.length; stratum++) {
            clusters[stratum] = firstCluster[stratum + 1] - firstCluster[stratum];
        }
        return clusters;
    }

    /** Returns the share of all that one value of each cluster has; all shares add up to 1. */
    double[] shares() {
        double[] shares = new double[sizes.length];
        for (int stratum = 0; stratum < strata(); stratum++) {
            double share = 1.0 / ((double) size(stratum) * strata());
            Arrays.fill(shares, firstCluster[stratum], firstCluster[stratum + 1], share);
        }
        return shares;
    }

    /** Returns how many values a stratum has. */
    int size(int stratum) {
        int size = 0;
        for (int cluster = firstCluster[stratum]; cluster < firstCluster[stratum + 1]; cluster++) {
            size += sizes[cluster];
        }
        return size;
    }

    /**
     * Finds a quantile under given shares.
     *
     * @param shares of one value of each cluster; they add up to 1 over all values
     * @param from entry to begin at, and {@code below} the share of all entries before it, which is less than the quantile's
     */
    double quantile(Rank rank, double[] shares, int from, double below) {
        double sum = below;
        for (int i = from; i < values.length; i++) {
            sum += shares[clusterOf[i]] * counts[i];
            if (sum >= rank.probability() - ROUNDING) {
                return rank.averaged() && sum <= rank.probability() + ROUNDING
                        ? (values[i] + (double) next(shares, i)) / 2
                        : values[i];
            }
        }
        throw new IllegalStateException("shares that add up to " + sum);
    }

    private int next(double[] shares, int entry) {
        for (int i = entry + 1; i < values.length; i++) {
            if (shares[clusterOf[i]] > 0) {
                return values[i];
            }
        }
        return values[entry];
    }

    /**
     * Which quantile.
     *
     * @param probability 0..1, exclusive
     * @param averaged whether the mean of two is taken where it falls between them, as of a median
     */
    record Rank(double probability, boolean averaged) {
        static final Rank MEDIAN = new Rank(0.5, true);
        static final Rank PERCENTILE_95 = new Rank(0.95, false);
    }
}
