package io.vox.measurement.metric;

import io.vox.measurement.statistics.ClusterHistogram;
import java.util.List;
import java.util.Set;

/**
 * The samples of a latency, mergeable without loss.
 *
 * @param turns of that kind, with a value or without
 * @param conversations that contributed a value, known or censored
 * @param flags as of {@link Metric}
 * @param histogram the values by cluster of conversations
 */
public record LatencyTally(int turns, int conversations, Set<String> flags, ClusterHistogram histogram) {
    static final LatencyTally NONE = new LatencyTally(0, 0, Set.of(), ClusterHistogram.empty());

    public LatencyTally {
        flags = Set.copyOf(flags);
        if (conversations < 0 || turns < histogram.known() + histogram.censored()) {
            throw new IllegalArgumentException(histogram + " from " + turns + " turns");
        }
    }

    /** Adds tallies of different conversations up. */
    public static LatencyTally merge(List<LatencyTally> parts) {
        return new LatencyTally(
                parts.stream().mapToInt(LatencyTally::turns).sum(),
                parts.stream().mapToInt(LatencyTally::conversations).sum(),
                Tally.union(parts.stream().map(LatencyTally::flags).toList()),
                ClusterHistogram.merge(
                        parts.stream().map(LatencyTally::histogram).toList()));
    }
}
