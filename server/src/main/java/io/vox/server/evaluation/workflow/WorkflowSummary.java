package io.vox.server.evaluation.workflow;

import io.vox.server.evaluation.project.ProjectId;
import io.vox.server.evaluation.provider.ProviderReference;
import io.vox.server.evaluation.publication.Publication;
import io.vox.server.platform.access.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A workflow in a list, without what it does. */
record WorkflowSummary(
        WorkflowId id,
        WorkspaceId workspaceId,
        @Nullable ProjectId projectId,
        String name,
        ProviderReference provider,
        String url,
        Publication publication,
        WorkflowVersionId versionId,
        int versionNumber,
        Instant createdAt,
        Instant updatedAt) {}
