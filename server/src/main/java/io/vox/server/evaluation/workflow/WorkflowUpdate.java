package io.vox.server.evaluation.workflow;

import io.vox.server.evaluation.project.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow is to be from now on.
 *
 * @param projectId null = where it is
 */
record WorkflowUpdate(@Nullable ProjectId projectId, String name, WorkflowContent content) {}
