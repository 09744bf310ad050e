package io.vox.measurement.metric;

import org.jspecify.annotations.Nullable;

/**
 * One statistic of a metric, in the metric's unit (measurement 1.5).
 *
 * @param value finite
 * @param ciLow lower end of the 95 % interval, null = too few conversations or no interval for this statistic
 * @param ciHigh upper end of the 95 % interval, null as above or, beside a censored value, unbounded
 * @param censored whether the value is only known to be at least {@code value}
 */
public record MetricStatistic(
        double value, @Nullable Double ciLow, @Nullable Double ciHigh, boolean censored) {
    public MetricStatistic {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a statistic of " + value);
        }
    }
}
