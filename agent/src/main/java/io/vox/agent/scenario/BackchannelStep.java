package io.vox.agent.scenario;

import java.time.Duration;

/**
 * Makes a sound that must not stop the agent, such as "mm-hm" or a cough, while it speaks.
 *
 * @param after from the agent's onset, 0 to 60 s
 * @param timeout how long to wait for the agent's onset; without one nothing is said
 */
public record BackchannelStep(
        StepOrigin origin, boolean elapsedTime, Utterance utterance, Duration after, Duration timeout) implements Step {
    static final Duration DEFAULT_AFTER = Duration.ofMillis(1500);
    static final Utterance DEFAULT_UTTERANCE = new Utterance.CorpusUtterance(null, "mm_hm");

    public BackchannelStep {
        StepRules.requirePresent(origin, "origin");
        StepRules.requirePresent(utterance, "utterance");
        StepRules.requireBetween(after, StepRules.BACKCHANNEL_AFTER_MILLISECONDS, "after");
        StepRules.requireTimeout(timeout);
    }

    @Override
    public Action action() {
        return Action.BACKCHANNEL;
    }
}
