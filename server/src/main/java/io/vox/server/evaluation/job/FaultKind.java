package io.vox.server.evaluation.job;

/** Whose fault it is (measurement 1.6). */
public enum FaultKind {
    /** The evaluated product's; counts as failure in the rates. */
    AGENT_FAULT,
    /** Ours; voids, and may go away when it is tried again. */
    HARNESS_FAULT,
    /** The product could not be reached; goes to availability. */
    TARGET_UNAVAILABLE,
    /** Workflow or eval set are wrong. */
    USAGE,
    /** Stopped on request. */
    CANCELED
}
