package io.vox.cli.output;

import io.vox.sdk.model.Metric;
import io.vox.sdk.model.MetricStatistic;
import io.vox.sdk.model.MetricUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes numbers with their units. */
public final class Figure {
    private Figure() {}

    /** Finds a metric by its key. */
    public static Optional<Metric> find(List<Metric> metrics, String key) {
        return metrics.stream().filter(metric -> metric.getKey().equals(key)).findFirst();
    }

    /** The statistic that stands for a metric: its median, rate or score. */
    public static @Nullable MetricStatistic main(Metric metric) {
        return Stream.of(
                        metric.getStats().getMedian(),
                        metric.getStats().getRate(),
                        metric.getStats().getScore())
                .filter(Predicate.not(Objects::isNull))
                .findFirst()
                .orElse(null);
    }

    /** The main statistic of a metric; null = it was not measured. */
    public static @Nullable String main(List<Metric> metrics, String key) {
        return find(metrics, key)
                .map(metric -> of(main(metric), metric.getUnit()))
                .orElse(null);
    }

    /** A statistic, such as {@code 812 ms} or {@code >= 10000 ms}; null where there is none. */
    public static @Nullable String of(@Nullable MetricStatistic statistic, MetricUnit unit) {
        if (statistic == null) {
            return null;
        }
        return (statistic.getCensored() ? ">= " : "") + number(statistic.getValue(), unit) + unit(unit);
    }

    /** The interval of a statistic; null where there is none. */
    public static @Nullable String interval(@Nullable MetricStatistic statistic, MetricUnit unit) {
        if (statistic == null || statistic.getCiLow() == null || statistic.getCiHigh() == null) {
            return null;
        }
        return number(statistic.getCiLow(), unit) + " to " + number(statistic.getCiHigh(), unit) + unit(unit);
    }

    /** Milliseconds; null where there are none. */
    public static @Nullable String milliseconds(@Nullable Number value) {
        return value == null ? null : number(value.doubleValue(), MetricUnit.MS) + " ms";
    }

    private static String number(double value, MetricUnit unit) {
        return switch (unit) {
            case MS, POINTS, PERCENT -> String.format(Locale.ROOT, "%.0f", value);
            case RATIO -> String.format(Locale.ROOT, "%.0f", value * 100);
            default -> String.format(Locale.ROOT, "%.2f", value);
        };
    }

    private static String unit(MetricUnit unit) {
        return switch (unit) {
            case MS -> " ms";
            case RATIO, PERCENT -> " %";
            default -> "";
        };
    }
}
