package io.vox.server.evaluation.project;

import io.vox.api.model.ProjectPatch;
import io.vox.server.platform.problem.InvalidRequestException;
import java.time.ZoneOffset;

/** Projects as the contract shows them. */
final class ProjectWire {
    private ProjectWire() {}

    static io.vox.api.model.Project of(Project project, ProjectLimits limits) {
        return new io.vox.api.model.Project(
                project.id().value(),
                project.name(),
                project.isDefault(),
                project.workflowCount(),
                limits.workflows(),
                project.createdAt().atOffset(ZoneOffset.UTC));
    }

    /** Returns the new name. */
    static String read(ProjectPatch patch) {
        if (patch.getName() == null) {
            throw new InvalidRequestException("", "has nothing to change");
        }
        return patch.getName();
    }
}
