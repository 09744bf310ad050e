package io.vox.measurement.statistics;

/**
 * A 95 % confidence interval in the unit of its estimate.
 *
 * @param high at least low
 */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("no interval from " + low + " to " + high);
        }
    }
}
