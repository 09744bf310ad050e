package io.vox.server.evaluation.run;

import io.vox.server.evaluation.project.ProjectId;
import io.vox.server.evaluation.provider.ProviderId;
import io.vox.server.evaluation.publication.Visibility;
import io.vox.server.evaluation.workflow.NewWorkflow;
import io.vox.server.evaluation.workflow.Target;
import io.vox.server.evaluation.workflow.WorkflowContent;
import io.vox.server.evaluation.workflow.WorkflowId;
import org.jspecify.annotations.Nullable;

/** Which workflow to run. */
sealed interface WorkflowChoice {
    /** One that there is, in its newest version. */
    record Stored(WorkflowId id) implements WorkflowChoice {}

    /**
     * One to make.
     *
     * @param projectId null = the default project
     */
    record Inline(
            @Nullable ProjectId projectId,
            String name,
            ProviderChoice provider,
            Target target,
            String stepsYaml,
            Visibility visibility)
            implements WorkflowChoice {
        NewWorkflow with(ProviderId providerId) {
            return new NewWorkflow(projectId, name, new WorkflowContent(providerId, target, stepsYaml), visibility);
        }
    }
}
