/**
 * Holds the ruler against a known length: conversations with the calibration agent, whose measured turns are joined with
 * what its own terminal heard (measurement 5). The demonstration, the self-test and the accuracy bench are built on it.
 */
@NullMarked
package io.vox.agent.calibration;

import org.jspecify.annotations.NullMarked;
