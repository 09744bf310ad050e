package io.vox.server.conversations.call;

import io.vox.measurement.analysis.Turn;
import org.jspecify.annotations.Nullable;

/**
 * A judged turn, and what is true of it where the agent itself tells.
 *
 * @param truthMs what the calibration agent's own terminal heard, null = another agent, or unknown
 * @param programmedMs what the calibration agent was told to take, null as above
 */
public record CallTurn(
        Turn turn, @Nullable Double truthMs, @Nullable Integer programmedMs) {}
