package io.vox.server.evaluation.result;

import org.jspecify.annotations.Nullable;

/**
 * Which results are listed; null = whatever it is.
 *
 * @param workflowId whatever its version
 */
record ResultFilter(
        @Nullable String runId,
        @Nullable String jobId,
        @Nullable String region,
        @Nullable String providerId,
        @Nullable String workflowId) {}
