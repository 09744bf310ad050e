package io.vox.measurement.metric;

import io.vox.measurement.analysis.Outcome;
import io.vox.measurement.analysis.Turn;
import io.vox.measurement.statistics.ClusterBootstrap;
import io.vox.measurement.statistics.Interval;
import io.vox.measurement.statistics.Proportion;
import io.vox.measurement.statistics.WilsonInterval;
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

    Metric compute(Conversations conversations) {
        List<List<Turn>> eligible = conversations.turns(turns);
        List<Proportion> proportions = eligible.stream().map(this::proportion).toList();
        int turnCount = eligible.stream().mapToInt(List::size).sum();
        int n = proportions.stream().mapToInt(Proportion::opportunities).sum();
        int successCount = proportions.stream().mapToInt(Proportion::successes).sum();
        int contributing =
                (int) proportions.stream().filter(p -> p.opportunities() > 0).count();
        return new Metric(
                key,
                "ratio",
                n,
                turnCount - n,
                contributing,
                conversations.methodVersion(),
                reason(conversations, turnCount, n, contributing),
                conversations.flags(eligible),
                n == 0 ? Map.of() : Map.of("rate", rate((double) successCount / n, proportions)));
    }

    double[] turnValues(Conversations conversations) {
        return conversations.turns(turns).stream()
                .flatMap(List::stream)
                .filter(turn -> opportunities.contains(turn.outcome()))
                .mapToDouble(turn -> successes.contains(turn.outcome()) ? 1 : 0)
                .toArray();
    }

    private Proportion proportion(List<Turn> conversation) {
        return new Proportion(count(conversation, successes), count(conversation, opportunities));
    }

    private static int count(List<Turn> conversation, Set<Outcome> outcomes) {
        return (int) conversation.stream()
                .filter(turn -> outcomes.contains(turn.outcome()))
                .count();
    }

    private static MetricStatistic rate(double value, List<Proportion> proportions) {
        Optional<Interval> bounds = WilsonInterval.of(proportions);
        return new MetricStatistic(
                value,
                bounds.map(Interval::low).orElse(null),
                bounds.map(Interval::high).orElse(null),
                false);
    }

    private static @Nullable String reason(Conversations conversations, int turnCount, int n, int contributing) {
        if (turnCount == 0) {
            return conversations.absence("not_scripted");
        }
        if (n == 0) {
            return "no_opportunity";
        }
        return contributing < ClusterBootstrap.FEWEST_CLUSTERS ? "too_few_conversations" : null;
    }
}
