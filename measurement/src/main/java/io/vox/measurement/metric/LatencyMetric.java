package io.vox.measurement.metric;

import io.vox.measurement.analysis.Turn;
import io.vox.measurement.statistics.ClusterBootstrap;
import io.vox.measurement.statistics.ClusterHistogram;
import io.vox.measurement.statistics.Interval;
import io.vox.measurement.statistics.RankedValue;
import io.vox.measurement.statistics.StratifiedLatencies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** Takes the samples of one conversation with these turns and flags. */
    LatencyTally tally(List<Turn> conversation, Collection<String> flags, int cluster) {
        List<Turn> eligible = new ArrayList<>();
        int[] values = new int[conversation.size()];
        int count = 0;
        for (Turn turn : conversation) {
            if (turns.test(turn)) {
                eligible.add(turn);
                Integer known = value.apply(turn);
                if (known != null || censored.test(turn)) {
                    values[count++] = known == null ? ClusterHistogram.CENSORED : known;
                }
            }
        }
        return eligible.isEmpty()
                ? LatencyTally.NONE
                : new LatencyTally(
                        eligible.size(),
                        count > 0 ? 1 : 0,
                        Conversations.flags(flags, eligible),
                        ClusterHistogram.of(cluster, Arrays.copyOf(values, count)));
    }

    /**
     * Computes the figures.
     *
     * @param strata one for each region, all with the same weight
     */
    Metric figure(List<LatencyTally> strata, Basis basis) {
        int turnCount = strata.stream().mapToInt(LatencyTally::turns).sum();
        if (turnCount == 0) {
            return basis.withoutTurns(key, "ms");
        }
        List<ClusterHistogram> histograms =
                strata.stream().map(LatencyTally::histogram).toList();
        StratifiedLatencies latencies = StratifiedLatencies.of(histograms);
        ClusterBootstrap bootstrap = ClusterBootstrap.of(latencies, basis.seed());
        Map<String, MetricStatistic> stats = new LinkedHashMap<>();
        latencies.median().ifPresent(median -> stats.put("median", statistic(median, bootstrap.median())));
        latencies.standardDeviation().ifPresent(deviation -> stats.put("sd", statistic(deviation, Optional.empty())));
        latencies
                .percentile95(boundMs)
                .ifPresent(ranked -> stats.put("p95", percentile95(ranked, bootstrap.percentile95(boundMs))));
        int known = histograms.stream().mapToInt(ClusterHistogram::known).sum();
        return new Metric(
                key,
                "ms",
                known,
                turnCount - known,
                strata.stream().mapToInt(LatencyTally::conversations).sum(),
                basis.methodVersion(),
                reason(histograms, known),
                Conversations.ordered(
                        Tally.union(strata.stream().map(LatencyTally::flags).toList()), basis.voided()),
                stats);
    }

    double[] turnValues(Conversations conversations) {
        return conversations.turns(turns).stream()
                .flatMap(List::stream)
                .map(value)
                .filter(Objects::nonNull)
                .mapToDouble(Integer::doubleValue)
                .toArray();
    }

    private static MetricStatistic percentile95(RankedValue ranked, Optional<Interval> bounds) {
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

    private static @Nullable String reason(List<ClusterHistogram> strata, int known) {
        List<ClusterHistogram> filled =
                strata.stream().filter(stratum -> stratum.clusters() > 0).toList();
        if (filled.isEmpty()) {
            return "no_opportunity";
        }
        if (known == 0) {
            return "all_censored";
        }
        return filled.stream().anyMatch(stratum -> stratum.clusters() < ClusterBootstrap.FEWEST_CLUSTERS)
                ? "too_few_conversations"
                : null;
    }
}
