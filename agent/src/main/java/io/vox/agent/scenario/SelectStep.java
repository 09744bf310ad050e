package io.vox.agent.scenario;

/** Chooses in a dropdown, list, checkbox or radio button. */
public record SelectStep(StepOrigin origin, boolean elapsedTime, String selector, Selection selection) implements Step {
    public SelectStep {
        StepRules.requirePresent(origin, "origin");
        StepRules.requireText(selector, "selector");
        StepRules.requirePresent(selection, "selection");
    }

    @Override
    public Action action() {
        return Action.SELECT;
    }
}
