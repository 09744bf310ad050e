package io.vox.agent.phantom;

/**
 * What the phantom's terminal heard in one turn.
 *
 * @param stimulus index of the stimulus in the timeline
 * @param truthMs by known asset positions on the page's own clock (measurement 5)
 * @param programmedMs what the agent was told to take; transport comes on top
 */
public record TurnTruth(int stimulus, double truthMs, int programmedMs) {}
