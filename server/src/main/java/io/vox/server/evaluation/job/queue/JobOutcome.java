package io.vox.server.evaluation.job.queue;

import io.vox.server.evaluation.job.JobId;
import io.vox.server.evaluation.job.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * What became of a job after a report.
 *
 * @param attempt number of the current attempt, or of the next while pending
 * @param resultId null = there is none
 */
public record JobOutcome(
        JobId jobId,
        JobStatus status,
        int attempt,
        @Nullable String resultId) {}
