package io.vox.server.evaluation.job.queue;

import io.vox.server.evaluation.job.Fault;
import io.vox.server.evaluation.job.FaultKind;
import io.vox.server.evaluation.job.JobEventType;
import io.vox.server.evaluation.job.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a running job whose lease ends without a result. The one place where that is decided
 * (docs/job-states.md).
 *
 * @param status the next state
 * @param nextAttempt whether the attempt is used up
 * @param fault why the job failed; null = it did not
 * @param told the event that tells of it
 */
record LeaseEnd(
        JobStatus status, boolean nextAttempt, @Nullable Fault fault, Told told) {
    private static final int LONGEST_MESSAGE = 2000;

    /** The eval agent gave the job back. */
    static LeaseEnd released(Attempt attempt, String reason) {
        return attempt.cancelRequested()
                ? canceled()
                : new LeaseEnd(
                        JobStatus.PENDING, false, null, new Told(JobEventType.RELEASED, "Given back: " + reason));
    }

    /** The eval agent reported a fault. */
    static LeaseEnd faulty(Attempt attempt, Fault fault) {
        return switch (fault.kind()) {
            case CANCELED -> canceled();
            case HARNESS_FAULT -> {
                if (attempt.cancelRequested()) {
                    yield canceled();
                }
                yield attempt.isLast()
                        ? failed(fault)
                        : new LeaseEnd(
                                JobStatus.PENDING,
                                true,
                                null,
                                new Told(JobEventType.LOST, "Will be tried again after: " + fault.message()));
            }
            case AGENT_FAULT, TARGET_UNAVAILABLE, USAGE -> failed(fault);
        };
    }

    /** The eval agent was not heard of for the time of a lease. */
    static LeaseEnd silent(Attempt attempt) {
        if (attempt.cancelRequested()) {
            return canceled();
        }
        return attempt.isLast()
                ? failed(new Fault(
                        FaultKind.HARNESS_FAULT,
                        "agent_silent",
                        "The eval agent went silent in the last of " + attempt.max() + " attempts."))
                : new LeaseEnd(
                        JobStatus.PENDING, true, null, new Told(JobEventType.LOST, "The eval agent went silent"));
    }

    private static LeaseEnd canceled() {
        return new LeaseEnd(JobStatus.CANCELED, false, null, new Told(JobEventType.CANCELED, "Stopped as asked"));
    }

    private static LeaseEnd failed(Fault fault) {
        return new LeaseEnd(JobStatus.FAILED, false, fault, new Told(JobEventType.FAILED, fault.message()));
    }

    /**
     * What decides.
     *
     * @param number from 1
     * @param max the job fails when an attempt beyond it would be needed
     * @param cancelRequested whether somebody asked to stop it
     */
    record Attempt(int number, int max, boolean cancelRequested) {
        boolean isLast() {
            return number >= max;
        }
    }

    /** An event to write; what is too long for one is cut. */
    record Told(JobEventType type, String message) {
        Told {
            message = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
        }
    }
}
