package io.vox.server.evaluation.workflow;

import static io.vox.server.schema.Tables.WORKFLOW;
import static io.vox.server.schema.Tables.WORKFLOW_VERSION;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.evaluation.project.ProjectService;
import io.vox.server.evaluation.provider.ProviderService;
import io.vox.server.evaluation.publication.Publication;
import io.vox.server.evaluation.publication.Visibility;
import io.vox.server.evaluation.steps.StepsCheck;
import io.vox.server.evaluation.steps.StepsText;
import io.vox.server.evaluation.steps.StepsUse;
import io.vox.server.platform.access.Policy;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.database.DatabaseClock;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.LimitReachedException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import jakarta.inject.Singleton;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Makes, changes and finds workflows. Thread-safe. */
@Singleton
public class WorkflowService {
    private static final String KIND = "workflow";
    private static final int MOST_VERSIONS_OF_A_PAGE = 20;

    private final DSLContext database;
    private final WorkflowQueries queries;
    private final Policy policy;
    private final ProjectService projects;
    private final ProviderService providers;
    private final StepsCheck steps;

    WorkflowService(
            DSLContext database,
            WorkflowQueries queries,
            Policy policy,
            ProjectService projects,
            ProviderService providers,
            StepsCheck steps) {
        this.database = database;
        this.queries = queries;
        this.policy = policy;
        this.projects = projects;
        this.providers = providers;
        this.steps = steps;
    }

    Page<WorkflowSummary> list(WorkspaceScope scope, WorkflowFilter filter, PageRequest request) {
        return queries.list(scope, filter, request);
    }

    /**
     * Returns a workflow.
     *
     * @throws NotFoundException if there is none, or it is deleted, or another workspace's and private
     */
    public Workflow get(WorkspaceScope scope, WorkflowId id) {
        return queries.find(scope, id).orElseThrow(WorkflowService::notFound);
    }

    /**
     * Makes a workflow in the user's workspace. Joins the caller's transaction.
     *
     * @param pointer where it stands in the request, for problems: {@code ""} or {@code "/workflow"}
     * @throws ForbiddenException if it is to be private, and the plan has none
     * @throws NotFoundException if there is no such provider or project
     * @throws LimitReachedException if the project holds as many as it may
     */
    @Transactional
    public Workflow create(Principal.User user, NewWorkflow workflow, String pointer) {
        if (workflow.visibility() == Visibility.PRIVATE) {
            policy.requirePrivate(user);
        }
        WorkspaceScope scope = WorkspaceScope.of(user);
        check(scope, workflow.content(), pointer);
        WorkflowId id = WorkflowId.create();
        database.insertInto(WORKFLOW)
                .set(WORKFLOW.ID, id.value())
                .set(WORKFLOW.WORKSPACE_ID, scope.value())
                .set(
                        WORKFLOW.PROJECT_ID,
                        projects.reserve(user, workflow.projectId()).value())
                .set(WORKFLOW.NAME, workflow.name())
                .set(WORKFLOW.VISIBILITY, workflow.visibility().name())
                .set(WORKFLOW.CREATED_BY, user.id().value())
                .execute();
        addVersion(scope, id, 1, workflow.content(), user.id());
        return get(scope, id);
    }

    /**
     * Changes a workflow, with a new version if it is to do something else.
     *
     * @param ifMatch the state that the change is based on; null = whatever it is
     * @throws NotFoundException if there is no such workflow, provider or project
     * @throws ForbiddenException if it is another workspace's
     * @throws ConflictException if it was changed since
     * @throws LimitReachedException if the project that it is to move to holds as many as it may
     */
    @Transactional
    Workflow update(Principal.User user, WorkflowId id, WorkflowUpdate update, @Nullable String ifMatch) {
        WorkspaceScope scope = WorkspaceScope.of(user);
        Workflow before = lockOwn(user, id, ifMatch);
        boolean changed = !update.content().equals(before.version().content());
        boolean moved = update.projectId() != null && !update.projectId().equals(before.projectId());
        if (!moved && !changed && update.name().equals(before.name())) {
            return before;
        }
        if (moved) {
            database.update(WORKFLOW)
                    .set(
                            WORKFLOW.PROJECT_ID,
                            projects.reserve(user, update.projectId()).value())
                    .where(WORKFLOW.ID.eq(id.value()))
                    .execute();
        }
        int number = before.version().number();
        Publication publication = before.publication();
        if (changed) {
            check(scope, update.content(), "");
            number++;
            addVersion(scope, id, number, update.content(), user.id());
            publication = publication.afterChange(policy.mayCurateMainline(user));
        }
        database.update(WORKFLOW)
                .set(WORKFLOW.NAME, update.name())
                .set(WORKFLOW.MAINLINE, publication.mainline())
                .set(WORKFLOW.VERSION_NUMBER, number)
                .set(WORKFLOW.UPDATED_AT, DatabaseClock.NOW)
                .where(WORKFLOW.ID.eq(id.value()))
                .execute();
        return get(scope, id);
    }

    /**
     * Hides a workflow for good. Its jobs stay.
     *
     * @param ifMatch the state that the change is based on; null = whatever it is
     * @throws NotFoundException if there is none
     * @throws ForbiddenException if it is another workspace's
     * @throws ConflictException if it was changed since
     */
    @Transactional
    void delete(Principal.User user, WorkflowId id, @Nullable String ifMatch) {
        lockOwn(user, id, ifMatch);
        database.update(WORKFLOW)
                .set(WORKFLOW.DELETED_AT, DatabaseClock.NOW)
                .where(WORKFLOW.ID.eq(id.value()))
                .execute();
    }

    /**
     * Lets all see a workflow, or only its workspace.
     *
     * @param ifMatch the state that the change is based on; null = whatever it is
     * @throws NotFoundException if there is none
     * @throws ForbiddenException if it is another workspace's, or is to be private, and the plan has none
     * @throws ConflictException if it was changed since, or is mainline and to be private
     */
    @Transactional
    Workflow setVisibility(Principal.User user, WorkflowId id, Visibility visibility, @Nullable String ifMatch) {
        Workflow before = lockOwn(user, id, ifMatch);
        if (visibility == Visibility.PRIVATE) {
            policy.requirePrivate(user);
        }
        return publish(user, before, before.publication().with(visibility));
    }

    /**
     * Puts a workflow of whatever workspace into the benchmark, or takes it out.
     *
     * @param ifMatch the state that the change is based on; null = whatever it is
     * @throws NotFoundException if there is none
     * @throws ForbiddenException if the user is no curator
     * @throws ConflictException if it was changed since, or is private
     */
    @Transactional
    Workflow setMainline(Principal.User user, WorkflowId id, boolean mainline, @Nullable String ifMatch) {
        Workflow before = lock(user, id);
        policy.requireCurator(user);
        before.tag().requireIn(ifMatch, KIND);
        return publish(user, before, before.publication().withMainline(mainline));
    }

    /**
     * Lists the newest versions first.
     *
     * @throws NotFoundException if there is no such workflow
     */
    Page<WorkflowVersion> versions(WorkspaceScope scope, WorkflowId id, PageRequest request) {
        get(scope, id);
        return queries.versions(id, request.atMost(MOST_VERSIONS_OF_A_PAGE));
    }

    /**
     * Returns a version; what a job of the workspace ran, also when the workflow is deleted or private by now.
     *
     * @throws NotFoundException if there is no such workflow, or it has no such version
     */
    WorkflowVersion getVersion(WorkspaceScope scope, WorkflowId id, WorkflowVersionId versionId) {
        if (queries.find(scope, id).isEmpty() && !queries.wasRun(scope, id, versionId)) {
            throw notFound();
        }
        return queries.findVersion(id, versionId)
                .orElseThrow(() -> new NotFoundException(ProblemCode.VERSION_NOT_FOUND, "version"));
    }

    private Workflow lock(Principal.User user, WorkflowId id) {
        return queries.lock(WorkspaceScope.of(user), id).orElseThrow(WorkflowService::notFound);
    }

    private Workflow lockOwn(Principal.User user, WorkflowId id, @Nullable String ifMatch) {
        Workflow workflow = lock(user, id);
        policy.requireOwner(user, workflow.workspaceId());
        workflow.tag().requireIn(ifMatch, KIND);
        return workflow;
    }

    private void check(WorkspaceScope scope, WorkflowContent content, String pointer) {
        steps.require(new StepsText(pointer + "/stepsYaml", content.stepsYaml(), StepsUse.SETUP));
        providers.get(scope, content.providerId());
    }

    private void addVersion(
            WorkspaceScope scope, WorkflowId id, int number, WorkflowContent content, UserId createdBy) {
        database.insertInto(WORKFLOW_VERSION)
                .set(WORKFLOW_VERSION.ID, WorkflowVersionId.create().value())
                .set(WORKFLOW_VERSION.WORKSPACE_ID, scope.value())
                .set(WORKFLOW_VERSION.WORKFLOW_ID, id.value())
                .set(WORKFLOW_VERSION.NUMBER, number)
                .set(WORKFLOW_VERSION.PROVIDER_ID, content.providerId().value())
                .set(WORKFLOW_VERSION.TARGET_KIND, content.target().kind().name())
                .set(WORKFLOW_VERSION.TARGET_URL, content.target().url())
                .set(WORKFLOW_VERSION.STEPS_YAML, content.stepsYaml())
                .set(WORKFLOW_VERSION.CREATED_BY, createdBy.value())
                .execute();
    }

    private Workflow publish(Principal.User user, Workflow before, Publication after) {
        if (after.equals(before.publication())) {
            return before;
        }
        database.update(WORKFLOW)
                .set(WORKFLOW.VISIBILITY, after.visibility().name())
                .set(WORKFLOW.MAINLINE, after.mainline())
                .set(WORKFLOW.UPDATED_AT, DatabaseClock.NOW)
                .where(WORKFLOW.ID.eq(before.id().value()))
                .execute();
        return get(WorkspaceScope.of(user), before.id());
    }

    private static NotFoundException notFound() {
        return new NotFoundException(ProblemCode.WORKFLOW_NOT_FOUND, KIND);
    }
}
