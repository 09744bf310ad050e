package io.vox.agent.job;

/** Why a job that is being done must end early. */
public enum StopReason {
    /** Somebody asked the server to cancel it. */
    CANCELED,
    /** This eval agent is being stopped: another one shall do it. */
    RELEASED,
    /** The attempt took longer than the server allows. */
    TIME_UP,
    /** The lease is lost, or nobody waits for a report any more: nothing may be written. */
    LOST
}
