package io.vox.measurement.board;

/**
 * Where a product may stand; products whose intervals overlap are ties (measurement 3).
 *
 * @param best 1 + those that are surely better
 * @param worst number of ranked ones minus those that are surely worse, at least best
 */
public record RankInterval(int best, int worst) {
    public RankInterval {
        if (best < 1 || worst < best) {
            throw new IllegalArgumentException("no rank from " + best + " to " + worst);
        }
    }
}
