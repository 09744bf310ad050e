package io.vox.server.evaluation.steps;

/** What steps are for: what brings an agent to listen, and what is said to it, are kept apart. */
public enum StepsUse {
    /** Of a workflow: acts in the page. May be empty. */
    SETUP,
    /** Of a scenario of an eval set: holds the conversation. */
    TALK
}
