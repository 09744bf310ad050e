package io.vox.server.evaluation.workflow;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.WorkflowsApi;
import io.vox.api.model.MainlineChoice;
import io.vox.api.model.VisibilityChoice;
import io.vox.api.model.WorkflowList;
import io.vox.api.model.WorkflowVersionList;
import io.vox.server.evaluation.provider.ProviderId;
import io.vox.server.evaluation.publication.PublicationWire;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.idempotency.Idempotent;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The edge of workflows. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class WorkflowsController implements WorkflowsApi {
    private final CurrentPrincipal principals;
    private final WorkflowService workflows;

    WorkflowsController(CurrentPrincipal principals, WorkflowService workflows) {
        this.principals = principals;
        this.workflows = workflows;
    }

    @Override
    @Idempotent
    public HttpResponse<io.vox.api.model.Workflow> createWorkflow(
            io.vox.api.model.NewWorkflow workflow, @Nullable String idempotencyKey) {
        Workflow made = workflows.create(principals.user(), WorkflowWire.read(workflow), "");
        return HttpResponse.created(WorkflowWire.of(made, scope()))
                .header(HttpHeaders.ETAG, made.tag().value())
                .header(HttpHeaders.LOCATION, "/api/v1/workflows/" + made.id());
    }

    @Override
    public HttpResponse<Void> deleteWorkflow(String workflowId, @Nullable String ifMatch) {
        workflows.delete(principals.user(), new WorkflowId(workflowId), ifMatch);
        return HttpResponse.noContent();
    }

    @Override
    public HttpResponse<io.vox.api.model.Workflow> getWorkflow(String workflowId, @Nullable String ifNoneMatch) {
        return answer(workflows.get(scope(), new WorkflowId(workflowId)), ifNoneMatch);
    }

    @Override
    public io.vox.api.model.WorkflowVersion getWorkflowVersion(String workflowId, String versionId) {
        return WorkflowWire.of(
                workflows.getVersion(scope(), new WorkflowId(workflowId), new WorkflowVersionId(versionId)));
    }

    @Override
    public WorkflowVersionList listWorkflowVersions(
            String workflowId, @Nullable Integer limit, @Nullable String cursor) {
        return WorkflowWire.of(workflows.versions(
                scope(), new WorkflowId(workflowId), PageRequest.of(limit, cursor, "workflow-versions", workflowId)));
    }

    @Override
    public WorkflowList listWorkflows(
            @Nullable Integer limit,
            @Nullable String cursor,
            @Nullable Boolean own,
            @Nullable String projectId,
            @Nullable String providerId,
            @Nullable Boolean mainline) {
        WorkspaceScope scope = scope();
        WorkflowFilter filter = new WorkflowFilter(
                Boolean.TRUE.equals(own),
                WorkflowWire.projectId(projectId),
                Optional.ofNullable(providerId).map(ProviderId::new).orElse(null),
                mainline);
        Page<io.vox.api.model.WorkflowSummary> page = workflows
                .list(scope, filter, PageRequest.of(limit, cursor, "workflows", filter))
                .map(workflow -> WorkflowWire.of(workflow, scope));
        return new WorkflowList(page.data(), page.nextCursor());
    }

    @Override
    public HttpResponse<io.vox.api.model.Workflow> setWorkflowMainline(
            String workflowId, MainlineChoice choice, @Nullable String ifMatch) {
        return answer(
                workflows.setMainline(principals.user(), new WorkflowId(workflowId), choice.getMainline(), ifMatch));
    }

    @Override
    public HttpResponse<io.vox.api.model.Workflow> setWorkflowVisibility(
            String workflowId, VisibilityChoice choice, @Nullable String ifMatch) {
        return answer(workflows.setVisibility(
                principals.user(), new WorkflowId(workflowId), PublicationWire.read(choice.getVisibility()), ifMatch));
    }

    @Override
    public HttpResponse<io.vox.api.model.Workflow> updateWorkflow(
            String workflowId, io.vox.api.model.WorkflowUpdate update, @Nullable String ifMatch) {
        return answer(
                workflows.update(principals.user(), new WorkflowId(workflowId), WorkflowWire.read(update), ifMatch));
    }

    private HttpResponse<io.vox.api.model.Workflow> answer(Workflow workflow) {
        return answer(workflow, null);
    }

    private HttpResponse<io.vox.api.model.Workflow> answer(Workflow workflow, @Nullable String ifNoneMatch) {
        return workflow.tag().answer(ifNoneMatch, WorkflowWire.of(workflow, scope()));
    }

    private WorkspaceScope scope() {
        return WorkspaceScope.of(principals.user());
    }
}
