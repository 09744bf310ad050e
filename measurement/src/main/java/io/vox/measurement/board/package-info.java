/**
 * The mathematics of public boards (measurement 3, docs/adr/0040). A {@link io.vox.measurement.board.Cell} keeps what the
 * conversations of one product, one region and one stretch of time contribute, as exact histograms by cluster: whole
 * milliseconds lose nothing, and cells add up in any order. A window is the sum of its cells, so that an old conversation
 * leaves with its cell, nothing is ever subtracted, and a board costs the same at any history. A
 * {@link io.vox.measurement.board.Product} turns the cells of its regions into figures with intervals, each region with the
 * same weight; {@link io.vox.measurement.board.Ranking} says who may stand where.
 */
@NullMarked
package io.vox.measurement.board;

import org.jspecify.annotations.NullMarked;
