package io.vox.server.evaluation.board;

import java.time.Instant;

/**
 * Names what a provider's points of charts are computed for: all scopes of a stretch.
 *
 * @param at begin of the stretch
 */
record PointKey(String providerId, Grain grain, Instant at) {
    Instant end() {
        return at.plus(grain.length());
    }
}
