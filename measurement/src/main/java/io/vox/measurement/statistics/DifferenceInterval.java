package io.vox.measurement.statistics;

/**
 * The 95 % interval of the difference of two independent estimates, put together from the interval of each (MOVER; Zou and
 * Donner 2008).
 */
public final class DifferenceInterval {
    private DifferenceInterval() {}

    /**
     * Returns the interval of {@code value - other}.
     *
     * @param interval of value, which lies in it
     * @param otherInterval of other, which lies in it
     */
    public static Interval of(double value, Interval interval, double other, Interval otherInterval) {
        double difference = value - other;
        double fall = Math.hypot(value - interval.low(), otherInterval.high() - other);
        double rise = Math.hypot(interval.high() - value, other - otherInterval.low());
        return new Interval(difference - fall, difference + rise);
    }
}
