package io.vox.agent.worker;

import io.vox.sdk.model.EvalAgentSession;
import java.time.Duration;

/**
 * One registration, and the intervals that the server set with it.
 *
 * @param id secret
 * @param claimWait how long a claim waits at the server; 0 = not at all
 */
record Session(String id, String region, Duration heartbeat, Duration lease, Duration claimWait) {

    /**
     * Reads the server's answer.
     *
     * @throws IllegalArgumentException if it lacks something or makes no sense
     */
    static Session of(EvalAgentSession answer) {
        if (answer.getSession() == null
                || answer.getRegion() == null
                || answer.getHeartbeatSeconds() == null
                || answer.getLeaseSeconds() == null
                || answer.getClaimWaitSeconds() == null) {
            throw new IllegalArgumentException("the answer is no session");
        }
        if (answer.getHeartbeatSeconds() < 1 || answer.getLeaseSeconds() < 1 || answer.getClaimWaitSeconds() < 0) {
            throw new IllegalArgumentException("the intervals of the session make no sense");
        }
        return new Session(
                answer.getSession(),
                answer.getRegion(),
                Duration.ofSeconds(answer.getHeartbeatSeconds()),
                Duration.ofSeconds(answer.getLeaseSeconds()),
                Duration.ofSeconds(answer.getClaimWaitSeconds()));
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "Session[" + region + "]";
    }
}
