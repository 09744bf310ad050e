package io.vox.measurement.timeline;

/** What a stimulus asks of the agent (measurement 2). */
public enum StimulusKind {
    /** Demands an answer. */
    RESPONSE,
    /** A barge-in: the agent must stop. */
    INTERRUPT,
    /** A cough, "mm-hm" or side talk that must not stop the agent. */
    BACKCHANNEL,
    /** Speech that demands nothing and is not judged. */
    NONE
}
