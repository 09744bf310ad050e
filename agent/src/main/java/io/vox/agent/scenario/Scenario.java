package io.vox.agent.scenario;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller does in a conversation.
 *
 * @param background null = silence
 * @param steps 1 to 500
 * @param source the file it was read from
 */
public record Scenario(
        String name, List<String> tags, @Nullable Background background, List<Step> steps, Path source) {
    public Scenario {
        StepRules.requireText(name, "name");
        tags = List.copyOf(tags);
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("no steps");
        }
        StepRules.requirePresent(source, "source");
    }
}
