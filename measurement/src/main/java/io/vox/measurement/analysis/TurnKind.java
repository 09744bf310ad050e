package io.vox.measurement.analysis;

/** What a turn measures (measurement 2). */
public enum TurnKind {
    /** From the start of the call to the agent's first words; never part of response latency. */
    GREETING,
    /** From the caller's last voiced sample to the agent's answer. */
    RESPONSE,
    /** From the onset of a barge-in to the agent's silence. */
    INTERRUPT,
    /** A sound that must not stop the agent. */
    BACKCHANNEL
}
