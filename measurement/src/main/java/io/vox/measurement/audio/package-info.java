/**
 * Reads and writes the recordings that everything else is computed from: one WAV file, two channels, one clock
 * (measurement 1.1). Positions are frame numbers of that clock, never times. The reader is lenient where a recorder may
 * have died in the middle of a call (the sizes in the header are then wrong, the sound is not) and strict where guessing
 * would change a figure.
 */
@NullMarked
package io.vox.measurement.audio;

import org.jspecify.annotations.NullMarked;
