package io.vox.agent.scenario;

import java.time.Duration;

/** Waits until an element is in the page. */
public record WaitForElementStep(StepOrigin origin, boolean elapsedTime, String selector, Duration timeout)
        implements Step {
    public WaitForElementStep {
        StepRules.requirePresent(origin, "origin");
        StepRules.requireText(selector, "selector");
        StepRules.requireTimeout(timeout);
    }

    @Override
    public Action action() {
        return Action.WAIT_FOR_ELEMENT;
    }
}
