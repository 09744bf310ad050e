/**
 * Public boards: who is best over a window, and latencies over time (docs/adr/0040, docs/adr/0041). Only mainline results
 * count, and of these only conversations on a clean network without added noise; the calibration agent is left out unless
 * in demo mode.
 *
 * <p>One server at a time, which holds the row of {@code board_worker}, folds new results into cells of a minute, a quarter
 * of an hour, an hour, two hours and a day (UTC), computes the boards that they touch, and stores these as ready JSON. All
 * servers keep the newest boards in memory and answer from there: a reader costs the same at any history. A window is a sum
 * of cells, so that an old result leaves with its hour and nothing is read again.
 *
 * <p>Owns the tables {@code board}, {@code board_cell}, {@code board_point}, {@code board_worker} and {@code
 * unfolded_result}, which who stores a result adds to (docs/adr/0063).
 */
@NullMarked
package io.vox.server.evaluation.board;

import org.jspecify.annotations.NullMarked;
