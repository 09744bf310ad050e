package io.vox.measurement.statistics;

/**
 * A quantile of samples some of which are only known to lie beyond a bound.
 *
 * @param value the bound where the quantile is censored
 * @param censored whether the quantile is only known to be at least {@code value}
 */
public record RankedValue(double value, boolean censored) {}
