package io.vox.agent.scenario;

import io.vox.measurement.timeline.StimulusKind;

/** What the caller expects after having spoken. */
public enum Expectation {
    /** The agent must answer; the turn counts for response latency and response rate. */
    ANSWER,
    /** The agent may answer or not; the turn is not counted. */
    NOTHING;

    /** Returns what the turn is in the timeline of the recording. */
    public StimulusKind stimulusKind() {
        return switch (this) {
            case ANSWER -> StimulusKind.RESPONSE;
            case NOTHING -> StimulusKind.NONE;
        };
    }
}
