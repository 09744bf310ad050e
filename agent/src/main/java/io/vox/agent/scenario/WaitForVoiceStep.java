package io.vox.agent.scenario;

import java.time.Duration;

/**
 * Waits until the agent speaks.
 *
 * @param timeout 1 ms to 10 minutes
 * @param optional whether the conversation goes on when the timeout passes without a voice; otherwise it fails
 */
public record WaitForVoiceStep(StepOrigin origin, boolean elapsedTime, Duration timeout, boolean optional)
        implements Step {
    public WaitForVoiceStep {
        StepRules.requirePresent(origin, "origin");
        StepRules.requireTimeout(timeout);
    }

    @Override
    public Action action() {
        return Action.WAIT_FOR_VOICE;
    }
}
