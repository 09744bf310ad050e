package io.vox.agent.scenario;

/** Types a text into an element, key by key. */
public record TypeStep(StepOrigin origin, boolean elapsedTime, String selector, String text) implements Step {
    public TypeStep {
        StepRules.requirePresent(origin, "origin");
        StepRules.requireText(selector, "selector");
        StepRules.requireNotEmpty(text, "text");
    }

    @Override
    public Action action() {
        return Action.TYPE;
    }
}
