package io.vox.agent.fault;

/** Whose fault it is (measurement 1.6). */
public enum FaultKind {
    /** The product's: no answer, drop, crash. Counts as failure in the rates. */
    AGENT_FAULT,
    /** Ours: drift, browser crash, full disk. Voids the conversation. */
    HARNESS_FAULT,
    /** The product could not be reached: address, login, quota, 5xx. Goes to availability. */
    TARGET_UNAVAILABLE,
    /** The person in front: wrong arguments, files or recordings. */
    USAGE,
    /** Stopped on request. */
    CANCELED
}
