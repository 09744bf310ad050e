package io.vox.server.evaluation.job.queue;

import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ProblemCode;

/** The lease is wrong or has ended, or the job is over. */
public final class LeaseLostException extends ConflictException {
    public LeaseLostException() {
        super(ProblemCode.LEASE_LOST, "The lease has ended or is of another attempt; stop working on this job.");
    }
}
