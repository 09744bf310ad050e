/**
 * The calibration agent: a page on loopback with a real microphone request and a real (loopback) WebRTC call, whose
 * voice answers and falls silent after programmed times, and which keeps the truth about what its terminal heard.
 *
 * <p>The page ({@code phantom.js}) holds two worklets: the agent, on a context of its own, and the truth recorder, on the
 * context of the page's terminal, which writes the microphone track (as given to the page) and the received track side
 * by side. {@link io.vox.agent.phantom.GroundTruth} then finds the known assets in that recording (measurement 5); no
 * detector takes part.
 */
@NullMarked
package io.vox.agent.phantom;

import org.jspecify.annotations.NullMarked;
