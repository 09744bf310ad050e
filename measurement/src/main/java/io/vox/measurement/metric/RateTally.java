package io.vox.measurement.metric;

import io.vox.measurement.statistics.ClusterProportions;
import java.util.List;
import java.util.Set;

/**
 * The samples of a rate, mergeable without loss.
 *
 * @param turns of that kind, with an outcome or without
 * @param conversations that had an opportunity
 * @param flags as of {@link Metric}
 * @param proportions successes and opportunities by cluster of conversations
 */
public record RateTally(int turns, int conversations, Set<String> flags, ClusterProportions proportions) {
    static final RateTally NONE = new RateTally(0, 0, Set.of(), ClusterProportions.empty());

    public RateTally {
        flags = Set.copyOf(flags);
        if (conversations < 0 || turns < proportions.total().opportunities()) {
            throw new IllegalArgumentException(proportions.total() + " from " + turns + " turns");
        }
    }

    /** Adds tallies of different conversations up. */
    public static RateTally merge(List<RateTally> parts) {
        return new RateTally(
                parts.stream().mapToInt(RateTally::turns).sum(),
                parts.stream().mapToInt(RateTally::conversations).sum(),
                Tally.union(parts.stream().map(RateTally::flags).toList()),
                ClusterProportions.merge(
                        parts.stream().map(RateTally::proportions).toList()));
    }
}
