package io.vox.measurement.statistics;

import java.util.Arrays;
import java.util.List;

/** Successes of each cluster that had an opportunity, by number of the cluster; mergeable without loss. Immutable. */
public final class ClusterProportions {
    private static final ClusterProportions EMPTY = new Builder(0).build();

    private final int[] clusters;
    private final int[] successes;
    private final int[] opportunities;
    private final Proportion total;

    private ClusterProportions(int[] clusters, int[] successes, int[] opportunities) {
        this.clusters = clusters;
        this.successes = successes;
        this.opportunities = opportunities;
        this.total = new Proportion(sum(successes), sum(opportunities));
    }

    /** Receives the proportion of each cluster. */
    @FunctionalInterface
    public interface ClusterConsumer {
        /** Takes one cluster; it had an opportunity. */
        void accept(int cluster, int successes, int opportunities);
    }

    /** Returns those of no cluster. */
    public static ClusterProportions empty() {
        return EMPTY;
    }

    /** Returns that of one cluster, or none if it had no opportunity. */
    public static ClusterProportions of(int cluster, Proportion proportion) {
        Builder builder = new Builder(cluster + 1);
        builder.add(cluster, proportion.successes(), proportion.opportunities());
        return builder.build();
    }

    /** Returns those of clusters numbered as they come. */
    public static ClusterProportions of(List<Proportion> proportions) {
        Builder builder = new Builder(proportions.size());
        for (int cluster = 0; cluster < proportions.size(); cluster++) {
            Proportion proportion = proportions.get(cluster);
            builder.add(cluster, proportion.successes(), proportion.opportunities());
        }
        return builder.build();
    }

    /** Adds them up; clusters of the same number become one. */
    public static ClusterProportions merge(List<ClusterProportions> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        Builder builder = new Builder(
                parts.stream().mapToInt(ClusterProportions::bound).max().orElse(0));
        parts.forEach(part -> part.forEach(builder::add));
        return builder.build();
    }

    private int bound() {
        return clusters.length == 0 ? 0 : clusters[clusters.length - 1] + 1;
    }

    /** Returns how many clusters had an opportunity. */
    public int clusters() {
        return clusters.length;
    }

    /** Returns all of them as one. */
    public Proportion total() {
        return total;
    }

    /** Hands over the clusters by number. */
    public void forEach(ClusterConsumer consumer) {
        for (int i = 0; i < clusters.length; i++) {
            consumer.accept(clusters[i], successes[i], opportunities[i]);
        }
    }

    /** Returns successes over opportunities of all; there is at least one. */
    double rate() {
        return (double) total.successes() / total.opportunities();
    }

    /** Returns the sum of the squares of what each cluster is off its expected successes. */
    double squaredResiduals() {
        double rate = rate();
        double squares = 0;
        for (int i = 0; i < clusters.length; i++) {
            double residual = successes[i] - rate * opportunities[i];
            squares += residual * residual;
        }
        return squares;
    }

    private static int sum(int[] counts) {
        int sum = 0;
        for (int count : counts) {
            sum = Math.addExact(sum, count);
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterProportions that
                && Arrays.equals(clusters, that.clusters)
                && Arrays.equals(successes, that.successes)
                && Arrays.equals(opportunities, that.opportunities);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(clusters) + Arrays.hashCode(successes)) + Arrays.hashCode(opportunities);
    }

    @Override
    public String toString() {
        return total.successes() + " of " + total.opportunities() + " in " + clusters.length + " clusters";
    }

    /** Collects clusters in any order. Not thread-safe. */
    public static final class Builder {
        private final int[] successes;
        private final int[] opportunities;

        /**
         * Starts empty.
         *
         * @param bound above the number of every cluster
         */
        public Builder(int bound) {
            this.successes = new int[bound];
            this.opportunities = new int[bound];
        }

        /** Adds successes, 0..opportunities, of a cluster, 0..bound, exclusive. */
        public void add(int cluster, int newSuccesses, int newOpportunities) {
            if (newSuccesses < 0 || newSuccesses > newOpportunities) {
                throw new IllegalArgumentException(
                        newSuccesses + " successes in " + newOpportunities + " opportunities");
            }
            successes[cluster] = Math.addExact(successes[cluster], newSuccesses);
            opportunities[cluster] = Math.addExact(opportunities[cluster], newOpportunities);
        }

        /** Returns the clusters that had an opportunity. */
        public ClusterProportions build() {
            int filled = 0;
            for (int count : opportunities) {
                filled += count > 0 ? 1 : 0;
            }
            int[] clusters = new int[filled];
            int[] filledSuccesses = new int[filled];
            int[] filledOpportunities = new int[filled];
            int place = 0;
            for (int cluster = 0; cluster < opportunities.length; cluster++) {
                if (opportunities[cluster] > 0) {
                    clusters[place] = cluster;
                    filledSuccesses[place] = successes[cluster];
                    filledOpportunities[place] = opportunities[cluster];
                    place++;
                }
            }
            return new ClusterProportions(clusters, filledSuccesses, filledOpportunities);
        }
    }
}
