package io.vox.agent.run.output;

import io.vox.measurement.metric.MetricStatistic;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes numbers with their units. */
final class Figure {
    private Figure() {}

    /** A statistic, such as {@code 812 ms} or {@code >= 10000 ms}; "-" where there is none. */
    static String of(@Nullable MetricStatistic statistic, String unit) {
        if (statistic == null) {
            return "-";
        }
        return (statistic.censored() ? ">= " : "") + number(statistic.value(), unit) + unit(unit);
    }

    /** The interval of a statistic. */
    static String interval(@Nullable MetricStatistic statistic, String unit) {
        if (statistic == null || statistic.ciLow() == null || statistic.ciHigh() == null) {
            return "-";
        }
        return number(statistic.ciLow(), unit) + " to " + number(statistic.ciHigh(), unit) + unit(unit);
    }

    /** Milliseconds, "-" where there are none. */
    static String milliseconds(@Nullable Number value) {
        return value == null ? "-" : number(value.doubleValue(), "ms") + " ms";
    }

    private static String number(double value, String unit) {
        return switch (unit) {
            case "ms", "points" -> String.format(Locale.ROOT, "%.0f", value);
            case "ratio" -> String.format(Locale.ROOT, "%.0f", value * 100);
            case "percent" -> String.format(Locale.ROOT, "%.0f", value);
            default -> String.format(Locale.ROOT, "%.2f", value);
        };
    }

    private static String unit(String unit) {
        return switch (unit) {
            case "ms" -> " ms";
            case "ratio", "percent" -> " %";
            default -> "";
        };
    }
}
