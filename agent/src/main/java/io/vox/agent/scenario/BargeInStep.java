package io.vox.agent.scenario;

import java.time.Duration;

/**
 * Interrupts the agent: waits for its onset, lets it speak for {@code after}, then talks over it.
 *
 * @param after from the agent's onset, 1 to 60 s; a barge-in before one second would not be told from a premature
 *     turn
 * @param timeout how long to wait for the agent's onset; without one nothing is said
 */
public record BargeInStep(StepOrigin origin, boolean elapsedTime, Utterance utterance, Duration after, Duration timeout)
        implements Step {
    static final Duration DEFAULT_AFTER = Duration.ofMillis(1500);

    public BargeInStep {
        StepRules.requirePresent(origin, "origin");
        StepRules.requirePresent(utterance, "utterance");
        StepRules.requireBetween(after, StepRules.BARGE_IN_AFTER_MILLISECONDS, "after");
        StepRules.requireTimeout(timeout);
    }

    @Override
    public Action action() {
        return Action.BARGE_IN;
    }
}
