package io.vox.agent.scenario;

import java.time.Duration;

/**
 * Says one sentence with a silence inside; an agent that answers into the silence was premature.
 *
 * @param gap silence between the last sound of {@code first} and the first sound of {@code then}, 300 to 5000 ms
 */
public record PauseStep(StepOrigin origin, boolean elapsedTime, Utterance first, Utterance then, Duration gap)
        implements Step {
    static final Duration DEFAULT_GAP = Duration.ofMillis(700);

    public PauseStep {
        StepRules.requirePresent(origin, "origin");
        StepRules.requirePresent(first, "first");
        StepRules.requirePresent(then, "then");
        StepRules.requireBetween(gap, StepRules.PAUSE_MILLISECONDS, "ms");
    }

    @Override
    public Action action() {
        return Action.PAUSE;
    }
}
