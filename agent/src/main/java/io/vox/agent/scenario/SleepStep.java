package io.vox.agent.scenario;

import java.time.Duration;

/** Does nothing for a while, 1 ms to 10 minutes. */
public record SleepStep(StepOrigin origin, boolean elapsedTime, Duration time) implements Step {
    public SleepStep {
        StepRules.requirePresent(origin, "origin");
        StepRules.requireBetween(time, StepRules.SLEEP_MILLISECONDS, "time");
    }

    @Override
    public Action action() {
        return Action.SLEEP;
    }
}
