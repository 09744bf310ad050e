package io.vox.server.evaluation.job.queue;

import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ProblemCode;

/** The session is unknown, or its eval agent has begun another. */
public final class SessionEndedException extends ConflictException {
    public SessionEndedException() {
        super(ProblemCode.SESSION_ENDED, "The session has ended; register to go on.");
    }
}
