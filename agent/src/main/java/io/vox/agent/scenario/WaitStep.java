package io.vox.agent.scenario;

import java.time.Duration;

/** Waits for an element; the short name of {@link WaitForElementStep}. */
public record WaitStep(StepOrigin origin, boolean elapsedTime, String selector, Duration timeout) implements Step {
    public WaitStep {
        StepRules.requirePresent(origin, "origin");
        StepRules.requireText(selector, "selector");
        StepRules.requireTimeout(timeout);
    }

    @Override
    public Action action() {
        return Action.WAIT;
    }
}
