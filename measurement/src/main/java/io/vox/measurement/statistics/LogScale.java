package io.vox.measurement.statistics;

/** Latencies on the log scale, where their intervals are symmetric (measurement 3). */
public final class LogScale {
    /** Latencies are whole ms, so 0 means less than half a ms; the logarithm needs a number. */
    private static final double LEAST_MS = 0.5;

    private LogScale() {}

    /** Returns the logarithm of a latency in ms. */
    public static double of(double ms) {
        return Math.log(Math.max(LEAST_MS, ms));
    }
}
