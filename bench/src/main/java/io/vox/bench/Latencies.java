package io.vox.bench;

/** Counts durations in steps of a microsecond up to a second. Used by one thread at a time. */
final class Latencies {
    private static final int LARGEST_US = 1_000_000;

    private final int[] counts = new int[LARGEST_US + 1];
    private long size;

    void add(long nanoseconds) {
        counts[(int) Math.min(nanoseconds / 1000, LARGEST_US)]++;
        size++;
    }

    long size() {
        return size;
    }

    /** Returns a percentile by nearest rank, ms; a second and more count as one. */
    double percentileMs(double percent) {
        long rank = Math.max(1, (long) Math.ceil(size * percent / 100));
        long seen = 0;
        for (int us = 0; us <= LARGEST_US; us++) {
            seen += counts[us];
            if (seen >= rank) {
                return us / 1000.0;
            }
        }
        throw new IllegalStateException("nothing was counted");
    }
}
