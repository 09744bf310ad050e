package io.vox.server.evaluation.workflow;

import io.vox.server.evaluation.project.ProjectId;
import io.vox.server.evaluation.publication.Publication;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.web.EntityTag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workflow with its newest version.
 *
 * @param workspaceId whose it is
 * @param projectId null = it is deleted, and so is its project
 */
public record Workflow(
        WorkflowId id,
        WorkspaceId workspaceId,
        @Nullable ProjectId projectId,
        String name,
        Publication publication,
        WorkflowVersion version,
        Instant createdAt,
        Instant updatedAt) {
    /** Returns what stands for all of it. A version never changes, so its id stands for the steps. */
    EntityTag tag() {
        return EntityTag.of(projectId, name, publication, version.id(), version.provider(), updatedAt);
    }
}
