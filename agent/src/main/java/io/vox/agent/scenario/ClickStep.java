package io.vox.agent.scenario;

/** Clicks the element, once it is there. */
public record ClickStep(StepOrigin origin, boolean elapsedTime, String selector) implements Step {
    public ClickStep {
        StepRules.requirePresent(origin, "origin");
        StepRules.requireText(selector, "selector");
    }

    @Override
    public Action action() {
        return Action.CLICK;
    }
}
