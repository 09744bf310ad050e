package io.vox.server.evaluation.project;

import static io.vox.server.schema.Tables.PROJECT;
import static io.vox.server.schema.Tables.WORKFLOW;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.database.DatabaseClock;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.LimitReachedException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.schema.tables.records.ProjectRecord;
import io.vox.server.workspace.tenant.Workspace;
import io.vox.server.workspace.tenant.WorkspaceService;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Makes, changes and finds projects, and sees to it that they do not hold too much. Thread-safe. */
@Singleton
public class ProjectService {
    private static final Field<Integer> WORKFLOW_COUNT = DSL.field(DSL.selectCount()
                    .from(WORKFLOW)
                    .where(WORKFLOW.WORKSPACE_ID.eq(PROJECT.WORKSPACE_ID))
                    .and(WORKFLOW.PROJECT_ID.eq(PROJECT.ID))
                    .and(WORKFLOW.DELETED_AT.isNull()))
            .as("workflow_count");

    private final DSLContext database;
    private final WorkspaceService workspaces;

    ProjectService(DSLContext database, WorkspaceService workspaces) {
        this.database = database;
        this.workspaces = workspaces;
    }

    /** Lists the oldest first. */
    Page<Project> list(WorkspaceScope scope, PageRequest request) {
        return request.page(
                select(scope)
                        .and(request.above(PROJECT.ID))
                        .orderBy(PROJECT.ID)
                        .limit(request.rows())
                        .fetch(ProjectService::project),
                project -> project.id().value());
    }

    /**
     * Returns a project.
     *
     * @throws NotFoundException if there is none, or it is another workspace's
     */
    Project get(WorkspaceScope scope, ProjectId id) {
        return select(scope)
                .and(PROJECT.ID.eq(id.value()))
                .fetchOptional(ProjectService::project)
                .orElseThrow(ProjectService::notFound);
    }

    /** Returns how much the user's workspace may hold. */
    ProjectLimits limits(Principal.User user) {
        return limits(user, workspaces.get(user.workspaceId()));
    }

    /**
     * Makes a project.
     *
     * @throws LimitReachedException if the workspace may not have more
     */
    @Transactional
    Project create(Principal.User user, String name) {
        WorkspaceScope scope = WorkspaceScope.of(user);
        int limit = limits(user, workspaces.lock(user.workspaceId())).projects();
        int count = database.fetchCount(PROJECT, PROJECT.WORKSPACE_ID.eq(scope.value()));
        if (count >= limit) {
            throw new LimitReachedException("projects in this workspace", limit, count);
        }
        ProjectId id = ProjectId.create();
        database.insertInto(PROJECT)
                .set(PROJECT.ID, id.value())
                .set(PROJECT.WORKSPACE_ID, scope.value())
                .set(PROJECT.NAME, name)
                .execute();
        return get(scope, id);
    }

    /**
     * Renames a project.
     *
     * @throws NotFoundException if there is none, or it is another workspace's
     */
    @Transactional
    Project rename(Principal.User user, ProjectId id, String name) {
        WorkspaceScope scope = WorkspaceScope.of(user);
        database.update(PROJECT)
                .set(PROJECT.NAME, name)
                .set(PROJECT.UPDATED_AT, DatabaseClock.NOW)
                .where(isIn(scope, id))
                .execute();
        return get(scope, id);
    }

    /**
     * Removes a project.
     *
     * @throws NotFoundException if there is none, or it is another workspace's
     * @throws ConflictException if it is the default one, or there are workflows in it
     */
    @Transactional
    void delete(Principal.User user, ProjectId id) {
        WorkspaceScope scope = WorkspaceScope.of(user);
        // Against the key too, so that no workflow comes in meanwhile.
        ProjectRecord project = database.selectFrom(PROJECT)
                .where(isIn(scope, id))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(ProjectService::notFound);
        if (project.getIsDefault()) {
            throw new ConflictException(
                    ProblemCode.PROJECT_IS_DEFAULT, "The default project can be renamed but not deleted.");
        }
        int workflows = countWorkflows(scope, id);
        if (workflows > 0) {
            throw new ConflictException(
                    ProblemCode.PROJECT_NOT_EMPTY,
                    "The project holds " + workflows + (workflows == 1 ? " workflow" : " workflows")
                            + "; delete or move them first.");
        }
        database.update(WORKFLOW)
                .setNull(WORKFLOW.PROJECT_ID)
                .where(WORKFLOW.WORKSPACE_ID.eq(scope.value()))
                .and(WORKFLOW.PROJECT_ID.eq(id.value()))
                .execute();
        database.deleteFrom(PROJECT).where(isIn(scope, id)).execute();
    }

    /**
     * Makes room for one more workflow: until the transaction ends, nobody else puts one into the project.
     *
     * @param id null = the default project
     * @return the project's id
     * @throws NotFoundException if there is none, or it is another workspace's
     * @throws LimitReachedException if it may not hold more
     */
    @Transactional(propagation = TransactionDefinition.Propagation.MANDATORY)
    public ProjectId reserve(Principal.User user, @Nullable ProjectId id) {
        WorkspaceScope scope = WorkspaceScope.of(user);
        ProjectId project = database.select(PROJECT.ID)
                .from(PROJECT)
                .where(id == null ? PROJECT.WORKSPACE_ID.eq(scope.value()).and(PROJECT.IS_DEFAULT) : isIn(scope, id))
                .forNoKeyUpdate()
                .fetchOptional(row -> new ProjectId(row.value1()))
                .orElseThrow(ProjectService::notFound);
        int limit = limits(user).workflows();
        int count = countWorkflows(scope, project);
        if (count >= limit) {
            throw new LimitReachedException("workflows in this project", limit, count);
        }
        return project;
    }

    private ProjectLimits limits(Principal.User user, Workspace workspace) {
        return ProjectLimits.of(workspace.kind(), user.role(), workspaces.isInOrganization(user.id()));
    }

    private int countWorkflows(WorkspaceScope scope, ProjectId id) {
        return database.fetchCount(
                WORKFLOW,
                WORKFLOW.WORKSPACE_ID
                        .eq(scope.value())
                        .and(WORKFLOW.PROJECT_ID.eq(id.value()))
                        .and(WORKFLOW.DELETED_AT.isNull()));
    }

    private SelectConditionStep<Record5<String, String, Boolean, Integer, Instant>> select(WorkspaceScope scope) {
        return database.select(PROJECT.ID, PROJECT.NAME, PROJECT.IS_DEFAULT, WORKFLOW_COUNT, PROJECT.CREATED_AT)
                .from(PROJECT)
                .where(PROJECT.WORKSPACE_ID.eq(scope.value()));
    }

    private static Condition isIn(WorkspaceScope scope, ProjectId id) {
        return PROJECT.WORKSPACE_ID.eq(scope.value()).and(PROJECT.ID.eq(id.value()));
    }

    private static Project project(Record5<String, String, Boolean, Integer, Instant> row) {
        return new Project(new ProjectId(row.value1()), row.value2(), row.value3(), row.value4(), row.value5());
    }

    private static NotFoundException notFound() {
        return new NotFoundException(ProblemCode.PROJECT_NOT_FOUND, "project");
    }
}
