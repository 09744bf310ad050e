package io.vox.server.evaluation.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list; null = whatever it is.
 *
 * @param createdTo excluded
 */
public record JobFilter(
        @Nullable String runId,
        @Nullable JobStatus status,
        @Nullable String region,
        @Nullable String providerId,
        @Nullable String workflowId,
        @Nullable String evalSetId,
        @Nullable String projectId,
        @Nullable Instant createdFrom,
        @Nullable Instant createdTo) {}
