package io.vox.measurement.metric;

import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.statistics.DifferenceInterval;
import io.vox.measurement.statistics.Interval;
import io.vox.measurement.statistics.LogScale;
import io.vox.measurement.statistics.PermutationTest;
import io.vox.measurement.statistics.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Compares a metric of this run with the last one, and rather says nothing than something that chance may have done
 * (measurement 3, 4). From three conversations a side it asks whether the 95 % interval of the difference, put together
 * from both intervals (MOVER; on the log scale for latencies), excludes zero. With fewer it shuffles single turns, asks
 * for p below .01 because turns of one conversation resemble one another, and says so.
 *
 * @param metric key of the metric
 * @param sentence one sentence for people
 */
public record Comparison(String metric, Change change, String sentence) {
    private static final double TURN_LEVEL_PROBABILITY = 0.01;
    private static final int FEWEST_TURNS = 5;
    /**
     * Compares two runs.
     *
     * @param metric key, e.g. {@code responseLatency}
     */
    public static Comparison of(String metric, List<ConversationAnalysis> last, List<ConversationAnalysis> current) {
        List<String> versions = Stream.concat(last.stream(), current.stream())
                .map(ConversationAnalysis::methodVersion)
                .distinct()
                .toList();
        if (versions.size() > 1) {
            return unknown(metric, "the runs were measured by different methods (" + String.join(", ", versions) + ")");
        }
        if (Direction.of(metric) == Direction.NONE) {
            return unknown(metric, "it has no better or worse");
        }
        Metric before = find(metric, last);
        Metric after = find(metric, current);
        MetricStatistic old = before.main();
        MetricStatistic now = after.main();
        if (old == null || now == null) {
            Metric missing = old == null ? before : after;
            return unknown(
                    metric,
                    "it was not measured " + (old == null ? "last time" : "this time") + " ("
                            + Objects.requireNonNullElse(missing.reason(), "no values") + ")");
        }
        String values = format(old.value(), before) + " before, " + format(now.value(), before) + " now";
        Double oldLow = old.ciLow();
        Double oldHigh = old.ciHigh();
        Double nowLow = now.ciLow();
        Double nowHigh = now.ciHigh();
        if (oldLow == null || oldHigh == null || nowLow == null || nowHigh == null) {
            return byTurns(before, last, current, values, now.value() - old.value());
        }
        boolean latency = before.unit().equals("ms");
        double difference = scale(now.value(), latency) - scale(old.value(), latency);
        Interval bounds = DifferenceInterval.of(
                scale(now.value(), latency),
                new Interval(scale(nowLow, latency), scale(nowHigh, latency)),
                scale(old.value(), latency),
                new Interval(scale(oldLow, latency), scale(oldHigh, latency)));
        boolean sure = bounds.low() > 0 || bounds.high() < 0;
        String basis = before.nConversations() + " and " + after.nConversations() + " conversations";
        return sure
                ? decided(metric, difference, values + ", surely more than chance over " + basis)
                : unknown(metric, values + ", which chance alone may do over " + basis);
    }

    private static Comparison byTurns(
            Metric before,
            List<ConversationAnalysis> last,
            List<ConversationAnalysis> current,
            String values,
            double difference) {
        String metric = before.key();
        double[] old = Metrics.turnValues(metric, last);
        double[] now = Metrics.turnValues(metric, current);
        if (old.length < FEWEST_TURNS || now.length < FEWEST_TURNS) {
            return unknown(
                    metric, values + ", from " + old.length + " and " + now.length + " turns in too few conversations");
        }
        boolean latency = before.unit().equals("ms");
        double probability = PermutationTest.probability(
                old,
                now,
                latency
                        ? Quantiles::median
                        : samples -> Arrays.stream(samples).average().orElse(0),
                old.length * 31L + now.length);
        return probability < TURN_LEVEL_PROBABILITY && difference != 0
                ? decided(
                        metric,
                        difference,
                        values + ", by single turns only; at least three conversations a side would make it sure")
                : unknown(
                        metric,
                        values + ", with too few conversations for an interval and no clear shift in the turns");
    }

    private static Comparison decided(String metric, double difference, String because) {
        boolean better = difference < 0 == (Direction.of(metric) == Direction.LOWER_IS_BETTER);
        Change change = better ? Change.BETTER : Change.WORSE;
        return new Comparison(metric, change, name(metric) + (better ? " is better: " : " is worse: ") + because + ".");
    }

    private static Comparison unknown(String metric, String because) {
        return new Comparison(
                metric, Change.CANNOT_TELL_YET, "Cannot tell yet about " + words(metric) + ": " + because + ".");
    }

    private static Metric find(String key, List<ConversationAnalysis> conversations) {
        return Metrics.compute(conversations).stream()
                .filter(metric -> metric.key().equals(key))
                .findFirst()
                .orElseGet(() -> Metrics.absent(key, conversations));
    }

    private static double scale(double value, boolean latency) {
        return latency ? LogScale.of(value) : value;
    }

    private static String format(double value, Metric metric) {
        return metric.unit().equals("ms")
                ? String.format(Locale.ROOT, "%.0f ms", value)
                : String.format(Locale.ROOT, "%.0f %%", value * 100);
    }

    private static String name(String metric) {
        String words = words(metric);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String words(String metric) {
        return metric.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
