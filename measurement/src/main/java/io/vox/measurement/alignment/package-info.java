/**
 * Puts the two channels of a recording on one clock.
 *
 * <p>Each side reaches the recorder through a buffer of its own, whose depth is not known and may step. Anchors, short
 * pieces of a side's sound with their time on a clock that both sides share, tell the depth; the recording is then
 * written again with each side moved by it (docs/adr/0004).
 */
@NullMarked
package io.vox.measurement.alignment;

import org.jspecify.annotations.NullMarked;
