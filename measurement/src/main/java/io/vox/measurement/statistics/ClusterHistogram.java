package io.vox.measurement.statistics;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How often each latency was measured in each cluster: whole ms from 0 to {@value #LARGEST_MS}, and a bin above for those
 * that are only known to lie beyond a limit. Latencies are whole ms, so this loses nothing: figures equal those of the
 * single values, in whatever order histograms were merged. Immutable.
 */
public final class ClusterHistogram {
    /** The largest latency. */
    public static final int LARGEST_MS = 10_000;

    /** The bin of what is only known to lie beyond a limit; it ranks above all others. */
    public static final int CENSORED = LARGEST_MS + 1;

    /** Clusters are numbered from 0 to this number, exclusive. */
    public static final int MOST_CLUSTERS = 1 << 20;

    private static final int COUNT_BITS = 29;
    private static final int CLUSTER_BITS = 20;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    private static final ClusterHistogram EMPTY = new ClusterHistogram(new long[0]);

    /** Ascending, one for each pair that occurs: value (14 bits), cluster (20), count (29). */
    private final long[] entries;

    private final int known;
    private final int censored;
    private final int clusters;
    private final int clusterBound;

    private ClusterHistogram(long[] entries) {
        this.entries = entries;
        int below = 0;
        int beyond = 0;
        BitSet seen = new BitSet();
        for (long entry : entries) {
            if (value(entry) == CENSORED) {
                beyond = Math.addExact(beyond, count(entry));
            } else {
                below = Math.addExact(below, count(entry));
            }
            seen.set(cluster(entry));
        }
        this.known = below;
        this.censored = beyond;
        this.clusters = seen.cardinality();
        this.clusterBound = seen.length();
    }

    /** Receives the entries of a histogram. */
    @FunctionalInterface
    public interface EntryConsumer {
        /** Takes one entry. */
        void accept(int value, int cluster, int count);
    }

    /** Returns the histogram of no values. */
    public static ClusterHistogram empty() {
        return EMPTY;
    }

    /**
     * Counts the values of one cluster.
     *
     * @param cluster 0..{@link #MOST_CLUSTERS}, exclusive
     * @param values whole ms, or {@link #CENSORED}, in any order
     */
    public static ClusterHistogram of(int cluster, int... values) {
        Builder builder = new Builder(values.length);
        for (int value : values) {
            builder.add(value, cluster, 1);
        }
        return builder.build();
    }

    /** Adds histograms up; clusters of the same number become one. */
    public static ClusterHistogram merge(List<ClusterHistogram> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        int size = parts.stream().mapToInt(part -> part.entries.length).sum();
        Builder builder = new Builder(size);
        for (ClusterHistogram part : parts) {
            builder.addAll(part);
        }
        return builder.build();
    }

    /** Returns how many values are known. */
    public int known() {
        return known;
    }

    /** Returns how many more are only known to lie beyond the limit. */
    public int censored() {
        return censored;
    }

    /** Returns how many clusters have a value, known or not. */
    public int clusters() {
        return clusters;
    }

    /** Returns a number above that of every cluster. */
    int clusterBound() {
        return clusterBound;
    }

    /** Returns how many different pairs of value and cluster there are. */
    public int entries() {
        return entries.length;
    }

    /**
     * Returns the median of the known values; empty if there are none. Equals that of {@link StratifiedLatencies} of this
     * histogram alone, without sorting.
     */
    public OptionalDouble median() {
        int entry = entryAt(known, 50);
        if (entry < 0) {
            return OptionalDouble.empty();
        }
        int value = value(entries[entry]);
        boolean between = 2L * countUpTo(entry) == known;
        return OptionalDouble.of(between ? (value + (double) value(entries[entry + 1])) / 2 : value);
    }

    /**
     * Returns the 95th percentile by nearest rank, with the censored values above all others; empty if there are no values.
     * Equals that of {@link StratifiedLatencies}, as above.
     *
     * @param boundMs what a censored value is known to be at least
     */
    public OptionalDouble percentile95(int boundMs) {
        int entry = entryAt(Math.addExact(known, censored), 95);
        if (entry < 0) {
            return OptionalDouble.empty();
        }
        int value = value(entries[entry]);
        return OptionalDouble.of(value == CENSORED ? boundMs : value);
    }

    /** Returns the entry that so many percent of the lowest values are in or below; -1 = there is none. */
    private int entryAt(int values, int percent) {
        long below = 0;
        for (int i = 0; i < entries.length && values > 0; i++) {
            below += count(entries[i]);
            if (100 * below >= (long) percent * values) {
                return i;
            }
        }
        return -1;
    }

    private long countUpTo(int entry) {
        long count = 0;
        for (int i = 0; i <= entry; i++) {
            count += count(entries[i]);
        }
        return count;
    }

    /** Hands over all entries, by value, then by cluster. */
    public void forEach(EntryConsumer consumer) {
        for (long entry : entries) {
            consumer.accept(value(entry), cluster(entry), count(entry));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterHistogram histogram && Arrays.equals(entries, histogram.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        return known + " values and " + censored + " censored in " + clusters + " clusters";
    }

    private static int value(long entry) {
        return (int) (entry >>> (COUNT_BITS + CLUSTER_BITS));
    }

    private static int cluster(long entry) {
        return (int) (entry >>> COUNT_BITS) & (MOST_CLUSTERS - 1);
    }

    private static int count(long entry) {
        return (int) (entry & COUNT_MASK);
    }

    /** Collects entries in any order. Not thread-safe. */
    public static final class Builder {
        private long[] collected;
        private int size;

        /** Starts empty. */
        public Builder() {
            this(16);
        }

        private Builder(int capacity) {
            this.collected = new long[Math.max(1, capacity)];
        }

        /**
         * Adds a value.
         *
         * @param value whole ms, 0..{@link #LARGEST_MS}, or {@link #CENSORED}
         * @param count at least 1
         * @throws IllegalArgumentException beyond these
         */
        public void add(int value, int cluster, int count) {
            if (value < 0 || value > CENSORED) {
                throw new IllegalArgumentException("a latency of " + value + " ms");
            }
            if (cluster < 0 || cluster >= MOST_CLUSTERS || count < 1 || count > COUNT_MASK) {
                throw new IllegalArgumentException(count + " values in cluster " + cluster);
            }
            append(((long) value << (COUNT_BITS + CLUSTER_BITS)) | ((long) cluster << COUNT_BITS) | count);
        }

        private void addAll(ClusterHistogram part) {
            if (size + part.entries.length > collected.length) {
                collected = Arrays.copyOf(collected, size + part.entries.length);
            }
            System.arraycopy(part.entries, 0, collected, size, part.entries.length);
            size += part.entries.length;
        }

        private void append(long entry) {
            if (size == collected.length) {
                collected = Arrays.copyOf(collected, 2 * size);
            }
            collected[size++] = entry;
        }

        /** Builds the histogram; the builder is used up. */
        public ClusterHistogram build() {
            Arrays.sort(collected, 0, size);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (kept > 0 && collected[kept - 1] >>> COUNT_BITS == collected[i] >>> COUNT_BITS) {
                    if (count(collected[kept - 1]) + (long) count(collected[i]) > COUNT_MASK) {
                        throw new ArithmeticException("more values than a histogram holds");
                    }
                    collected[kept - 1] += count(collected[i]);
                } else {
                    collected[kept++] = collected[i];
                }
            }
            return kept == 0 ? EMPTY : new ClusterHistogram(Arrays.copyOf(collected, kept));
        }
    }
}
