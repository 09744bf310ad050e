package io.vox.server.evaluation.job.queue;

import io.vox.server.evaluation.job.JobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an eval agent shall do with a job that it holds, or believes to hold.
 *
 * @param leaseExpiresAt when the lease ends unless it is extended, null = it is lost
 */
public record HeldJob(JobId jobId, Action action, @Nullable Instant leaseExpiresAt) {
    /** What to do. */
    public enum Action {
        /** Go on. */
        CONTINUE,
        /** Stop, and say so. */
        CANCEL,
        /** The lease is lost: stop at once, and report nothing. */
        ABANDON
    }
}
