package io.vox.server.evaluation.project;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.ProjectsApi;
import io.vox.api.model.NewProject;
import io.vox.api.model.ProjectList;
import io.vox.api.model.ProjectPatch;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.idempotency.Idempotent;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The edge of projects. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class ProjectsController implements ProjectsApi {
    private final CurrentPrincipal principals;
    private final ProjectService projects;

    ProjectsController(CurrentPrincipal principals, ProjectService projects) {
        this.principals = principals;
        this.projects = projects;
    }

    @Override
    @Idempotent
    public HttpResponse<io.vox.api.model.Project> createProject(NewProject project, @Nullable String idempotencyKey) {
        Principal.User user = principals.user();
        Project made = projects.create(user, project.getName());
        return HttpResponse.created(ProjectWire.of(made, projects.limits(user)))
                .header(HttpHeaders.LOCATION, "/api/v1/projects/" + made.id());
    }

    @Override
    public HttpResponse<Void> deleteProject(String projectId) {
        projects.delete(principals.user(), new ProjectId(projectId));
        return HttpResponse.noContent();
    }

    @Override
    public io.vox.api.model.Project getProject(String projectId) {
        Principal.User user = principals.user();
        return ProjectWire.of(projects.get(WorkspaceScope.of(user), new ProjectId(projectId)), projects.limits(user));
    }

    @Override
    public ProjectList listProjects(@Nullable Integer limit, @Nullable String cursor) {
        Principal.User user = principals.user();
        ProjectLimits limits = projects.limits(user);
        Page<io.vox.api.model.Project> page = projects.list(
                        WorkspaceScope.of(user), PageRequest.of(limit, cursor, "projects"))
                .map(project -> ProjectWire.of(project, limits));
        return new ProjectList(page.data(), page.nextCursor());
    }

    @Override
    public io.vox.api.model.Project updateProject(String projectId, ProjectPatch patch) {
        Principal.User user = principals.user();
        return ProjectWire.of(
                projects.rename(user, new ProjectId(projectId), ProjectWire.read(patch)), projects.limits(user));
    }
}
