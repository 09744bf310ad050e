package io.vox.server.evaluation.job;

import io.vox.server.evaluation.provider.ProviderReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as people see it.
 *
 * @param provider as it was called when the job was made
 * @param projectId of the workflow; null = that belongs to another workspace, or its project is gone
 * @param attempt number of the current attempt, or of the next while pending
 * @param evalAgentId who holds it or last held it, null = none has
 * @param fault why it failed, null = it did not
 * @param resultId null = there is none
 * @param startedAt when the current attempt was claimed, null = it waits
 * @param finishedAt null = it has not ended
 */
public record Job(
        JobId id,
        String runId,
        JobStatus status,
        String region,
        int priority,
        Instant runAt,
        ProviderReference provider,
        String workflowId,
        String workflowVersionId,
        String workflowName,
        String evalSetId,
        String evalSetVersionId,
        String evalSetName,
        @Nullable String projectId,
        boolean isPublic,
        boolean mainline,
        int attempt,
        int maxAttempts,
        @Nullable String evalAgentId,
        boolean cancelRequested,
        @Nullable Fault fault,
        @Nullable String resultId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
