package io.vox.agent.scenario;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears the agent's next answer to its end and takes its words, where a transcriber is configured.
 *
 * @param scored whether the judge's score is wanted as a figure ({@code metrics: score})
 * @param evaluation what a judge shall check, null = nothing
 * @param contains texts that must all occur in the transcript, case ignored
 */
public record ListenStep(
        StepOrigin origin,
        boolean elapsedTime,
        boolean scored,
        @Nullable String evaluation,
        List<String> contains,
        Duration timeout)
        implements Step {
    public ListenStep {
        StepRules.requirePresent(origin, "origin");
        if (evaluation != null) {
            StepRules.requireText(evaluation, "evaluation");
        }
        if (scored && evaluation == null) {
            throw new IllegalArgumentException("a score needs an evaluation");
        }
        contains = List.copyOf(contains);
        StepRules.requireTimeout(timeout);
    }

    @Override
    public Action action() {
        return Action.LISTEN;
    }
}
