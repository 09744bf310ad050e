/**
 * Turns one recording into turns with outcomes and latencies (measurement 2). The caller's side is taken from the
 * stimulus timeline, or, without one, from the speech found on the caller's channel; the agent's side always from the
 * speech found on its channel. Each kind of turn has its rule in a class of its own; what is doubtful about a turn is
 * said by flags, never by dropping it.
 */
@NullMarked
package io.vox.measurement.analysis;

import org.jspecify.annotations.NullMarked;
