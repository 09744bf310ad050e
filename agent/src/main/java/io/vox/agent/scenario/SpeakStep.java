package io.vox.agent.scenario;

import java.util.List;

/**
 * Says something to the agent and ends with the last sound of it.
 *
 * @param expects whether the turn demands an answer and so counts for the response latency
 * @param tags labels of the turn, such as {@code tool}, under which its figures are reported apart
 */
public record SpeakStep(
        StepOrigin origin, boolean elapsedTime, Utterance utterance, Expectation expects, List<String> tags)
        implements Step {
    public SpeakStep {
        StepRules.requirePresent(origin, "origin");
        StepRules.requirePresent(utterance, "utterance");
        StepRules.requirePresent(expects, "expects");
        tags = List.copyOf(tags);
    }

    @Override
    public Action action() {
        return Action.SPEAK;
    }
}
