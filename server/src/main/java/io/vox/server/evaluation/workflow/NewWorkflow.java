package io.vox.server.evaluation.workflow;

import io.vox.server.evaluation.project.ProjectId;
import io.vox.server.evaluation.publication.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A workflow to make.
 *
 * @param projectId null = the default project
 */
public record NewWorkflow(@Nullable ProjectId projectId, String name, WorkflowContent content, Visibility visibility) {}
