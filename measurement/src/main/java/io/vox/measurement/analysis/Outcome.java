package io.vox.measurement.analysis;

/** How a turn ended (measurement 2). */
public enum Outcome {
    /** The agent answered, or greeted, in time. */
    ANSWERED,
    /** No answer before the next stimulus or within 10 s. */
    MISSED,
    /** The agent answered before the caller had finished: a false interruption. */
    PREMATURE,
    /** The agent stopped for a barge-in within 2.0 s. */
    YIELDED,
    /** The agent went on for more than 2.0 s into a barge-in. */
    NOT_YIELDED,
    /** Nothing could be judged; the reason is with the turn. */
    VOID,
    /** The agent rightly went on through a backchannel. */
    IGNORED,
    /** The agent wrongly stopped for a backchannel. */
    STOPPED
}
