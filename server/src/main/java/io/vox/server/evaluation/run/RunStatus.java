package io.vox.server.evaluation.run;

import io.vox.server.evaluation.job.Job;
import io.vox.server.evaluation.job.JobStatus;
import java.util.List;

/** How far a run is. It is nowhere stored, since its jobs say it. */
enum RunStatus {
    /** No job has begun. */
    PENDING,
    /** Some job has begun, and some has not ended. */
    RUNNING,
    /** All jobs have a result. */
    COMPLETED,
    /** All jobs have ended, and one or more have a fault. */
    FAILED,
    /** All jobs have ended, none with a fault, and one or more were stopped. */
    CANCELED;

    /** Returns the one of a run with these jobs, at least one. */
    static RunStatus of(List<Job> jobs) {
        if (!jobs.stream().allMatch(job -> job.status().isFinal())) {
            // A job that was canceled before it began did not begin, and one that was released has to begin again.
            return jobs.stream().anyMatch(job -> job.startedAt() != null) ? RUNNING : PENDING;
        }
        if (jobs.stream().anyMatch(job -> job.status() == JobStatus.FAILED)) {
            return FAILED;
        }
        return jobs.stream().anyMatch(job -> job.status() == JobStatus.CANCELED) ? CANCELED : COMPLETED;
    }
}
