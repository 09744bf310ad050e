package io.vox.server.evaluation.evalagent;

/** What an eval agent does at the moment. */
enum EvalAgentState {
    /** Waits for a job. */
    IDLE,
    /** Holds a job. */
    OCCUPIED,
    /** Silent for longer than a lease. */
    OFFLINE
}
