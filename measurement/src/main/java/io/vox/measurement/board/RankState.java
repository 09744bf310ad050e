package io.vox.measurement.board;

/** Whether a product has a rank (measurement 3). */
public enum RankState {
    /** There is enough data for one. */
    RANKED,
    /** Too little data, or turn success under .5: shown without a rank. */
    PROVISIONAL
}
