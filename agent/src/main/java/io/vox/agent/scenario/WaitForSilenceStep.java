package io.vox.agent.scenario;

import java.time.Duration;

/**
 * Waits until the agent is silent; returns at once if it already is.
 *
 * @param timeout 1 ms to 10 minutes
 * @param optional whether the conversation goes on when the timeout passes and the agent still speaks; otherwise it
 *     fails
 */
public record WaitForSilenceStep(StepOrigin origin, boolean elapsedTime, Duration timeout, boolean optional)
        implements Step {
    public WaitForSilenceStep {
        StepRules.requirePresent(origin, "origin");
        StepRules.requireTimeout(timeout);
    }

    @Override
    public Action action() {
        return Action.WAIT_FOR_SILENCE;
    }
}
