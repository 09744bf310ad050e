package io.vox.server.evaluation.job.queue;

import io.vox.server.evaluation.job.JobId;
import io.vox.server.evaluation.provider.ProviderReference;
import java.time.Instant;

/**
 * A job that an eval agent was given, with all that is needed to do it.
 *
 * @param lease secret of the attempt; only its digest is stored
 * @param leaseExpiresAt when it ends unless a heartbeat extends it
 */
public record ClaimedJob(
        JobId jobId,
        String runId,
        int attempt,
        String lease,
        Instant leaseExpiresAt,
        String region,
        ProviderReference provider,
        Workflow workflow,
        EvalSet evalSet) {

    /** The version of the workflow that the job names. */
    public record Workflow(
            String versionId,
            String workflowId,
            int number,
            String targetKind,
            String targetUrl,
            String stepsYaml,
            Instant createdAt) {}

    /**
     * The version of the eval set that the job names.
     *
     * @param scenarios JSON list as the contract has it
     */
    public record EvalSet(
            String versionId, String evalSetId, int number, int repeats, String scenarios, Instant createdAt) {}
}
