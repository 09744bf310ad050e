package io.vox.server.evaluation.job;

import io.vox.server.evaluation.provider.ProviderReference;
import io.vox.server.platform.access.Role;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job to make, with the facts that are frozen in it.
 *
 * @param workspaceId whose job it is; workflow and eval set may be of another workspace if they are public
 * @param runId {@code run_}, of the same workspace
 * @param position place among the jobs of its run, from 1
 * @param region slug, of a region that takes new jobs
 * @param priority 0..100, higher is claimed first
 * @param runAt not to be claimed before; null = at once
 * @param isPublic whether workflow and eval set both are public: the public fleet may do it, and everyone may see its result
 * @param mainline whether workflow and eval set both are mainline
 * @param creatorRole role of the creator now
 */
public record NewJob(
        WorkspaceId workspaceId,
        String runId,
        int position,
        String workflowId,
        String workflowVersionId,
        String evalSetId,
        String evalSetVersionId,
        ProviderReference provider,
        String region,
        int priority,
        @Nullable Instant runAt,
        boolean isPublic,
        boolean mainline,
        Role creatorRole,
        UserId createdBy) {
    public NewJob {
        if (mainline && !isPublic) {
            throw new IllegalArgumentException("what is mainline is public");
        }
    }
}
