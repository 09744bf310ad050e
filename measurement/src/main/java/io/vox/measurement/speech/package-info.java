/**
 * Decides when somebody speaks (measurement 1.3). One channel becomes a list of segments, each from its first voiced
 * frame to its last. Energy decides, not a model: a rule that anybody can recompute from the file. The window that
 * measures the energy is 10 ms long, but it only says that there is a crossing; the crossing itself is then looked up
 * sample by sample, so that the window's length does not leak into the figures.
 */
@NullMarked
package io.vox.measurement.speech;

import org.jspecify.annotations.NullMarked;
