package io.vox.agent.scenario;

/** Sets the value of an input at once; an empty text clears it. */
public record FillStep(StepOrigin origin, boolean elapsedTime, String selector, String text) implements Step {
    public FillStep {
        StepRules.requirePresent(origin, "origin");
        StepRules.requireText(selector, "selector");
        StepRules.requirePresent(text, "text");
    }

    @Override
    public Action action() {
        return Action.FILL;
    }
}
