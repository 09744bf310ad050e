package io.vox.server.evaluation.job;

import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;

/** There is no such job, or it is another workspace's. */
public final class JobNotFoundException extends NotFoundException {
    public JobNotFoundException() {
        super(ProblemCode.JOB_NOT_FOUND, "job");
    }
}
