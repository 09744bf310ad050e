package io.vox.server.evaluation.board;

import java.time.Instant;

/**
 * Names a cell.
 *
 * @param at begin of the stretch
 */
record CellKey(String providerId, Grain grain, Instant at, String region, String methodVersion) {}
