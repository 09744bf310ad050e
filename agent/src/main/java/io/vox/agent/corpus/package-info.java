/**
 * The standard conversation: what the caller says to every agent, and what the calibration agent answers, spoken ahead of
 * time so that the first and last voiced sample of everything said are known and runs can be compared.
 *
 * <p>The assets are 48 kHz mono WAV files beside their manifest; `src/corpus` holds the texts and the script that made
 * them. Nothing is synthesized at run time.
 */
@NullMarked
package io.vox.agent.corpus;

import org.jspecify.annotations.NullMarked;
