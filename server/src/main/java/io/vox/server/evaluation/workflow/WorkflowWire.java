package io.vox.server.evaluation.workflow;

import io.vox.api.model.WorkflowVersionList;
import io.vox.server.evaluation.project.ProjectId;
import io.vox.server.evaluation.provider.ProviderId;
import io.vox.server.evaluation.provider.ProviderWire;
import io.vox.server.evaluation.publication.PublicationWire;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Workflows as the contract shows them. Which project one is in is shown to its own workspace alone. */
public final class WorkflowWire {
    private WorkflowWire() {}

    /** Reads where the agent is. */
    public static Target target(io.vox.api.model.Target target) {
        return new Target(TargetKind.valueOf(target.getKind().name()), target.getUrl());
    }

    /** Reads what to do there; nothing unless something was given. */
    public static String steps(@Nullable String stepsYaml) {
        return stepsYaml == null ? "" : stepsYaml;
    }

    /** Reads the id of a project. */
    public static @Nullable ProjectId projectId(@Nullable String id) {
        return id == null ? null : new ProjectId(id);
    }

    static NewWorkflow read(io.vox.api.model.NewWorkflow workflow) {
        return new NewWorkflow(
                projectId(workflow.getProjectId()),
                workflow.getName(),
                new WorkflowContent(
                        new ProviderId(workflow.getProviderId()),
                        target(workflow.getTarget()),
                        steps(workflow.getStepsYaml())),
                PublicationWire.read(workflow.getVisibility()));
    }

    static WorkflowUpdate read(io.vox.api.model.WorkflowUpdate update) {
        return new WorkflowUpdate(
                projectId(update.getProjectId()),
                update.getName(),
                new WorkflowContent(
                        new ProviderId(update.getProviderId()),
                        target(update.getTarget()),
                        steps(update.getStepsYaml())));
    }

    static io.vox.api.model.Workflow of(Workflow workflow, WorkspaceScope scope) {
        return new io.vox.api.model.Workflow(
                workflow.id().value(),
                workflow.workspaceId().value(),
                projectId(workflow.projectId(), workflow.workspaceId(), scope),
                workflow.name(),
                PublicationWire.of(workflow.publication().visibility()),
                workflow.publication().mainline(),
                of(workflow.version()),
                workflow.createdAt().atOffset(ZoneOffset.UTC),
                workflow.updatedAt().atOffset(ZoneOffset.UTC));
    }

    static io.vox.api.model.WorkflowSummary of(WorkflowSummary workflow, WorkspaceScope scope) {
        return new io.vox.api.model.WorkflowSummary(
                workflow.id().value(),
                workflow.workspaceId().value(),
                projectId(workflow.projectId(), workflow.workspaceId(), scope),
                workflow.name(),
                ProviderWire.reference(workflow.provider()),
                workflow.url(),
                PublicationWire.of(workflow.publication().visibility()),
                workflow.publication().mainline(),
                workflow.versionId().value(),
                workflow.versionNumber(),
                workflow.createdAt().atOffset(ZoneOffset.UTC),
                workflow.updatedAt().atOffset(ZoneOffset.UTC));
    }

    static io.vox.api.model.WorkflowVersion of(WorkflowVersion version) {
        return new io.vox.api.model.WorkflowVersion(
                version.id().value(),
                version.workflowId().value(),
                version.number(),
                ProviderWire.reference(version.provider()),
                new io.vox.api.model.Target(
                        io.vox.api.model.TargetKind.valueOf(
                                version.target().kind().name()),
                        version.target().url()),
                version.stepsYaml(),
                version.createdAt().atOffset(ZoneOffset.UTC));
    }

    static WorkflowVersionList of(Page<WorkflowVersion> versions) {
        return new WorkflowVersionList(versions.map(WorkflowWire::of).data(), versions.nextCursor());
    }

    private static @Nullable String projectId(@Nullable ProjectId projectId, WorkspaceId owner, WorkspaceScope scope) {
        return projectId == null || !scope.workspaceId().equals(owner) ? null : projectId.value();
    }
}
