package io.vox.measurement.metric;

import io.vox.measurement.analysis.Outcome;
import io.vox.measurement.analysis.Turn;
import io.vox.measurement.statistics.ClusterBootstrap;
import io.vox.measurement.statistics.ClusterProportions;
import io.vox.measurement.statistics.Interval;
import io.vox.measurement.statistics.Proportion;
import io.vox.measurement.statistics.WilsonInterval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A rate of outcomes over opportunities (measurement 2, 3).
 *
 * @param turns which turns count
 * @param successes outcomes that are counted
 * @param opportunities outcomes that they are counted among
 */
record RateMetric(String key, Predicate<Turn> turns, Set<Outcome> successes, Set<Outcome> opportunities) {
    RateMetric {
        successes = Set.copyOf(successes);
        opportunities = Set.copyOf(opportunities);
    }

    /** Takes the samples of one conversation with these turns and flags. */
    RateTally tally(List<Turn> conversation, Collection<String> flags, int cluster) {
        List<Turn> eligible = new ArrayList<>();
        int succeeded = 0;
        int counted = 0;
        for (Turn turn : conversation) {
            if (turns.test(turn)) {
                eligible.add(turn);
                succeeded += successes.contains(turn.outcome()) ? 1 : 0;
                counted += opportunities.contains(turn.outcome()) ? 1 : 0;
            }
        }
        return eligible.isEmpty()
                ? RateTally.NONE
                : new RateTally(
                        eligible.size(),
                        counted > 0 ? 1 : 0,
                        Conversations.flags(flags, eligible),
                        ClusterProportions.of(cluster, new Proportion(succeeded, counted)));
    }

    /**
     * Computes the rate: the mean of those of the strata.
     *
     * @param strata one for each region, all with the same weight
     */
    Metric figure(List<RateTally> strata, Basis basis) {
        int turnCount = strata.stream().mapToInt(RateTally::turns).sum();
        if (turnCount == 0) {
            return basis.withoutTurns(key, "ratio");
        }
        List<ClusterProportions> filled = strata.stream()
                .map(RateTally::proportions)
                .filter(stratum -> stratum.clusters() > 0)
                .toList();
        int n = strata.stream()
                .mapToInt(stratum -> stratum.proportions().total().opportunities())
                .sum();
        return new Metric(
                key,
                "ratio",
                n,
                turnCount - n,
                strata.stream().mapToInt(RateTally::conversations).sum(),
                basis.methodVersion(),
                reason(filled),
                Conversations.ordered(
                        Tally.union(strata.stream().map(RateTally::flags).toList()), basis.voided()),
                n == 0 ? Map.of() : Map.of("rate", rate(filled)));
    }

    double[] turnValues(Conversations conversations) {
        return conversations.turns(turns).stream()
                .flatMap(List::stream)
                .filter(turn -> opportunities.contains(turn.outcome()))
                .mapToDouble(turn -> successes.contains(turn.outcome()) ? 1 : 0)
                .toArray();
    }

    private static MetricStatistic rate(List<ClusterProportions> strata) {
        double mean = strata.stream()
                .map(ClusterProportions::total)
                .mapToDouble(total -> (double) total.successes() / total.opportunities())
                .average()
                .orElseThrow();
        Optional<Interval> bounds = WilsonInterval.of(strata);
        return new MetricStatistic(
                mean,
                bounds.map(Interval::low).orElse(null),
                bounds.map(Interval::high).orElse(null),
                false);
    }

    private static @Nullable String reason(List<ClusterProportions> filled) {
        if (filled.isEmpty()) {
            return "no_opportunity";
        }
        return filled.stream().anyMatch(stratum -> stratum.clusters() < ClusterBootstrap.FEWEST_CLUSTERS)
                ? "too_few_conversations"
                : null;
    }
}
