package io.vox.agent.scenario;

/**
 * One conversation to be held.
 *
 * @param repeat 1-based
 */
public record MatrixCell(Application application, Scenario scenario, int repeat) {
    public MatrixCell {
        StepRules.requirePresent(application, "application");
        StepRules.requirePresent(scenario, "scenario");
        if (repeat < 1) {
            throw new IllegalArgumentException("repeat starts at 1, was " + repeat);
        }
    }
}
