package io.vox.measurement.metric;

import io.vox.measurement.analysis.Turn;
import io.vox.measurement.statistics.ClusterBootstrap;
import io.vox.measurement.statistics.Interval;
import io.vox.measurement.statistics.Quantiles;
import io.vox.measurement.statistics.RankedValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A latency over conversations (measurement 2): median and SD of the known values, P95 with the censored ones ranked
 * above all others.
 *
 * @param turns which turns count
 * @param value latency of a turn in ms, null = none
 * @param censored whether a turn without a value counts as beyond the bound
 * @param boundMs the bound
 */
record LatencyMetric(
        String key,
        Predicate<Turn> turns,
        Function<Turn, @Nullable Integer> value,
        Predicate<Turn> censored,
        int boundMs) {

    Metric compute(Conversations conversations) {
        List<List<Turn>> eligible = conversations.turns(turns);
        List<double[]> values = eligible.stream().map(this::values).toList();
        double[] pooled = values.stream().flatMapToDouble(Arrays::stream).toArray();
        int turnCount = eligible.stream().mapToInt(List::size).sum();
        int censoredCount = (int)
                eligible.stream().flatMap(List::stream).filter(this::isCensored).count();
        Map<String, MetricStatistic> stats = new LinkedHashMap<>();
        if (pooled.length > 0) {
            Optional<Interval> bounds =
                    ClusterBootstrap.of(values, conversations.seed()).median();
            stats.put("median", statistic(Quantiles.median(pooled), bounds));
            Quantiles.standardDeviation(pooled).ifPresent(sd -> stats.put("sd", statistic(sd, Optional.empty())));
        }
        if (pooled.length + censoredCount > 0) {
            stats.put("p95", percentile95(conversations, eligible, pooled, censoredCount));
        }
        int contributing = (int) eligible.stream()
                .filter(list -> list.stream().anyMatch(turn -> value.apply(turn) != null || isCensored(turn)))
                .count();
        return new Metric(
                key,
                "ms",
                pooled.length,
                turnCount - pooled.length,
                contributing,
                conversations.methodVersion(),
                reason(conversations, turnCount, pooled.length, censoredCount, contributing),
                conversations.flags(eligible),
                stats);
    }

    double[] turnValues(Conversations conversations) {
        return conversations.turns(turns).stream()
                .flatMapToDouble(list -> Arrays.stream(values(list)))
                .toArray();
    }

    private double[] values(List<Turn> conversation) {
        List<Integer> values = new ArrayList<>();
        for (Turn turn : conversation) {
            Integer known = value.apply(turn);
            if (known != null) {
                values.add(known);
            }
        }
        return values.stream().mapToDouble(Integer::doubleValue).toArray();
    }

    private boolean isCensored(Turn turn) {
        return value.apply(turn) == null && censored.test(turn);
    }

    private MetricStatistic percentile95(
            Conversations conversations, List<List<Turn>> eligible, double[] pooled, int censoredCount) {
        RankedValue ranked = Quantiles.percentile95(pooled, censoredCount, boundMs);
        // In a resample a censored turn stands at the bound, which keeps its rank above all others.
        List<double[]> withBound = eligible.stream()
                .map(list -> {
                    double[] known = values(list);
                    int missing = (int) list.stream().filter(this::isCensored).count();
                    double[] all = Arrays.copyOf(known, known.length + missing);
                    Arrays.fill(all, known.length, all.length, boundMs);
                    return all;
                })
                .toList();
        Optional<Interval> bounds =
                ClusterBootstrap.of(withBound, conversations.seed()).percentile95();
        if (!ranked.censored()) {
            return statistic(ranked.value(), bounds);
        }
        return new MetricStatistic(ranked.value(), bounds.map(Interval::low).orElse(null), null, true);
    }

    private static MetricStatistic statistic(double value, Optional<Interval> bounds) {
        return new MetricStatistic(
                value,
                bounds.map(Interval::low).orElse(null),
                bounds.map(Interval::high).orElse(null),
                false);
    }

    private static @Nullable String reason(
            Conversations conversations, int turnCount, int known, int censoredCount, int contributing) {
        if (turnCount == 0) {
            return conversations.absence("not_scripted");
        }
        if (known + censoredCount == 0) {
            return "no_opportunity";
        }
        if (known == 0) {
            return "all_censored";
        }
        return contributing < ClusterBootstrap.FEWEST_CLUSTERS ? "too_few_conversations" : null;
    }
}
