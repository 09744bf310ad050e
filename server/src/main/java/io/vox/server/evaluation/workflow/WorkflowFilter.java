package io.vox.server.evaluation.workflow;

import io.vox.server.evaluation.project.ProjectId;
import io.vox.server.evaluation.provider.ProviderId;
import org.jspecify.annotations.Nullable;

/**
 * Which workflows to list; null = whatever it is.
 *
 * @param own only those of the workspace
 */
record WorkflowFilter(
        boolean own,
        @Nullable ProjectId projectId,
        @Nullable ProviderId providerId,
        @Nullable Boolean mainline) {}
