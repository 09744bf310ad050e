package io.vox.agent.explore;

import io.vox.agent.scenario.Step;
import java.util.List;

/**
 * The way to the microphone of a page.
 *
 * @param steps to be carried out again on a fresh page; empty if it asks by itself
 * @param story what was done, a line each, in words
 */
public record FoundFlow(List<Step> steps, List<String> story) {
    public FoundFlow {
        steps = List.copyOf(steps);
        story = List.copyOf(story);
    }
}
