package io.vox.server.evaluation.board;

import org.jspecify.annotations.Nullable;

/**
 * Which regions a board is of.
 *
 * @param value slug of a region, or {@code ALL}, which no slug is
 */
record Scope(String value) {
    static final Scope ALL = new Scope("ALL");

    /** Returns the scope of a region; null = all. */
    static Scope of(@Nullable String region) {
        return region == null ? ALL : new Scope(region);
    }

    /** Returns the region; null = all. */
    @Nullable
    String region() {
        return equals(ALL) ? null : value;
    }

    boolean includes(String region) {
        return equals(ALL) || value.equals(region);
    }
}
