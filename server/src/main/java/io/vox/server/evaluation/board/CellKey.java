package io.vox.server.evaluation.board;

import java.time.Instant;

/**
 * Names a cell.
 *
 * @param at begin of the stretch
 */
record CellKey(String providerId, Grain grain, Instant at, String region, String methodVersion) {
    /** Returns the key of the cell that this one is a part of. */
    CellKey in(Grain longer) {
        return new CellKey(providerId, longer, longer.floor(at), region, methodVersion);
    }

    PointKey stretch() {
        return new PointKey(providerId, grain, at);
    }
}
