package io.vox.server.evaluation.job.queue;

import io.vox.server.evaluation.job.JobId;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.secret.RandomToken;

/**
 * What a write about a job rests on.
 *
 * @param hash SHA-256 of the lease that came with the request
 * @param agent whose token came with it; the lease of another token's eval agent is worth nothing
 */
public record HeldLease(JobId jobId, byte[] hash, Principal.EvalAgent agent) {
    /** Takes the lease as it came. */
    public static HeldLease of(JobId jobId, String lease, Principal.EvalAgent agent) {
        return new HeldLease(jobId, RandomToken.hash(lease), agent);
    }
}
