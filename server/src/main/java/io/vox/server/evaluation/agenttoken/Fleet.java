package io.vox.server.evaluation.agenttoken;

/** Whose jobs an eval agent does. */
public enum Fleet {
    /** The public jobs of everyone; run by the platform. */
    PUBLIC,
    /** All jobs of its own workspace. */
    WORKSPACE
}
