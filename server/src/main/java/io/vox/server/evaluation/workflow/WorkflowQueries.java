package io.vox.server.evaluation.workflow;

import static io.vox.server.schema.Tables.JOB;
import static io.vox.server.schema.Tables.PROVIDER;
import static io.vox.server.schema.Tables.WORKFLOW;
import static io.vox.server.schema.Tables.WORKFLOW_VERSION;

import io.vox.server.evaluation.project.ProjectId;
import io.vox.server.evaluation.provider.ProviderId;
import io.vox.server.evaluation.provider.ProviderReference;
import io.vox.server.evaluation.provider.ProviderSku;
import io.vox.server.evaluation.publication.Publication;
import io.vox.server.evaluation.publication.Visibility;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Finds workflows and their versions. Thread-safe. */
@Singleton
final class WorkflowQueries {
    private static final List<SelectField<?>> OF_WORKFLOW = List.of(
            WORKFLOW.ID,
            WORKFLOW.WORKSPACE_ID,
            WORKFLOW.PROJECT_ID,
            WORKFLOW.NAME,
            WORKFLOW.VISIBILITY,
            WORKFLOW.MAINLINE,
            WORKFLOW.CREATED_AT,
            WORKFLOW.UPDATED_AT);

    /** All but the steps, which may be long. */
    private static final List<SelectField<?>> OF_VERSION_BRIEFLY = List.of(
            WORKFLOW_VERSION.ID,
            WORKFLOW_VERSION.WORKFLOW_ID,
            WORKFLOW_VERSION.NUMBER,
            WORKFLOW_VERSION.TARGET_KIND,
            WORKFLOW_VERSION.TARGET_URL,
            WORKFLOW_VERSION.CREATED_AT,
            PROVIDER.ID,
            PROVIDER.NAME,
            PROVIDER.SKU,
            PROVIDER.CALIBRATION);

    private static final List<SelectField<?>> OF_VERSION =
            concat(OF_VERSION_BRIEFLY, List.of(WORKFLOW_VERSION.STEPS_YAML));

    private final DSLContext database;

    WorkflowQueries(DSLContext database) {
        this.database = database;
    }

    /** Lists the newest first. */
    Page<WorkflowSummary> list(WorkspaceScope scope, WorkflowFilter filter, PageRequest request) {
        return request.page(
                database.select(concat(OF_WORKFLOW, OF_VERSION_BRIEFLY))
                        .from(WORKFLOW)
                        .join(WORKFLOW_VERSION)
                        .on(isNewest())
                        .join(PROVIDER)
                        .on(PROVIDER.ID.eq(WORKFLOW_VERSION.PROVIDER_ID))
                        .where(filter.own() ? isOwn(scope) : isVisible(scope))
                        .and(condition(scope, filter))
                        .and(request.below(WORKFLOW.ID))
                        .orderBy(WORKFLOW.ID.desc())
                        .limit(request.rows())
                        .fetch(WorkflowQueries::summary),
                workflow -> workflow.id().value());
    }

    /** Finds what the workspace may see. */
    Optional<Workflow> find(WorkspaceScope scope, WorkflowId id) {
        return database.select(concat(OF_WORKFLOW, OF_VERSION))
                .from(WORKFLOW)
                .join(WORKFLOW_VERSION)
                .on(isNewest())
                .join(PROVIDER)
                .on(PROVIDER.ID.eq(WORKFLOW_VERSION.PROVIDER_ID))
                .where(isVisible(scope))
                .and(WORKFLOW.ID.eq(id.value()))
                .fetchOptional(WorkflowQueries::workflow);
    }

    /** Finds what the workspace may see and has all others wait who would change it, until the transaction ends. */
    Optional<Workflow> lock(WorkspaceScope scope, WorkflowId id) {
        // Apart from reading it: after a wait, a join would look for the number that the row had before.
        return database.select(WORKFLOW.ID)
                .from(WORKFLOW)
                .where(isVisible(scope))
                .and(WORKFLOW.ID.eq(id.value()))
                .forNoKeyUpdate()
                .fetchOptional()
                .flatMap(locked -> find(scope, id));
    }

    /** Lists the versions of a workflow, newest first, whoever may see it. */
    Page<WorkflowVersion> versions(WorkflowId id, PageRequest request) {
        return request.page(
                selectVersion()
                        .where(WORKFLOW_VERSION.WORKFLOW_ID.eq(id.value()))
                        .and(request.belowNumber(WORKFLOW_VERSION.NUMBER))
                        .orderBy(WORKFLOW_VERSION.NUMBER.desc())
                        .limit(request.rows())
                        .fetch(WorkflowQueries::version),
                version -> Integer.toString(version.number()));
    }

    /** Finds a version of a workflow, whoever may see it. */
    Optional<WorkflowVersion> findVersion(WorkflowId id, WorkflowVersionId versionId) {
        return selectVersion()
                .where(WORKFLOW_VERSION.WORKFLOW_ID.eq(id.value()))
                .and(WORKFLOW_VERSION.ID.eq(versionId.value()))
                .fetchOptional(WorkflowQueries::version);
    }

    /** Whether a job of the workspace ran the version. */
    boolean wasRun(WorkspaceScope scope, WorkflowId id, WorkflowVersionId versionId) {
        return database.fetchExists(
                JOB,
                JOB.WORKSPACE_ID
                        .eq(scope.value())
                        .and(JOB.WORKFLOW_ID.eq(id.value()))
                        .and(JOB.WORKFLOW_VERSION_ID.eq(versionId.value())));
    }

    private SelectOnConditionStep<Record> selectVersion() {
        return database.select(OF_VERSION)
                .from(WORKFLOW_VERSION)
                .join(PROVIDER)
                .on(PROVIDER.ID.eq(WORKFLOW_VERSION.PROVIDER_ID));
    }

    private static Condition isOwn(WorkspaceScope scope) {
        return WORKFLOW.WORKSPACE_ID.eq(scope.value()).and(WORKFLOW.DELETED_AT.isNull());
    }

    private static Condition isVisible(WorkspaceScope scope) {
        return WORKFLOW.DELETED_AT
                .isNull()
                .and(WORKFLOW.VISIBILITY.eq(Visibility.PUBLIC.name()).or(WORKFLOW.WORKSPACE_ID.eq(scope.value())));
    }

    private static Condition isNewest() {
        return WORKFLOW_VERSION.WORKFLOW_ID.eq(WORKFLOW.ID).and(WORKFLOW_VERSION.NUMBER.eq(WORKFLOW.VERSION_NUMBER));
    }

    private static Condition condition(WorkspaceScope scope, WorkflowFilter filter) {
        return DSL.and(
                // Which project something is in is its workspace's own affair.
                filter.projectId() == null
                        ? DSL.noCondition()
                        : WORKFLOW.PROJECT_ID
                                .eq(filter.projectId().value())
                                .and(WORKFLOW.WORKSPACE_ID.eq(scope.value())),
                filter.providerId() == null
                        ? DSL.noCondition()
                        : WORKFLOW_VERSION.PROVIDER_ID.eq(filter.providerId().value()),
                filter.mainline() == null ? DSL.noCondition() : WORKFLOW.MAINLINE.eq(filter.mainline()));
    }

    private static List<SelectField<?>> concat(List<SelectField<?>> first, List<SelectField<?>> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Workflow workflow(Record row) {
        return new Workflow(
                new WorkflowId(row.get(WORKFLOW.ID)),
                new WorkspaceId(row.get(WORKFLOW.WORKSPACE_ID)),
                projectId(row),
                row.get(WORKFLOW.NAME),
                publication(row),
                version(row),
                row.get(WORKFLOW.CREATED_AT),
                row.get(WORKFLOW.UPDATED_AT));
    }

    private static WorkflowSummary summary(Record row) {
        return new WorkflowSummary(
                new WorkflowId(row.get(WORKFLOW.ID)),
                new WorkspaceId(row.get(WORKFLOW.WORKSPACE_ID)),
                projectId(row),
                row.get(WORKFLOW.NAME),
                provider(row),
                row.get(WORKFLOW_VERSION.TARGET_URL),
                publication(row),
                new WorkflowVersionId(row.get(WORKFLOW_VERSION.ID)),
                row.get(WORKFLOW_VERSION.NUMBER),
                row.get(WORKFLOW.CREATED_AT),
                row.get(WORKFLOW.UPDATED_AT));
    }

    private static WorkflowVersion version(Record row) {
        return new WorkflowVersion(
                new WorkflowVersionId(row.get(WORKFLOW_VERSION.ID)),
                new WorkflowId(row.get(WORKFLOW_VERSION.WORKFLOW_ID)),
                row.get(WORKFLOW_VERSION.NUMBER),
                provider(row),
                new Target(
                        TargetKind.valueOf(row.get(WORKFLOW_VERSION.TARGET_KIND)),
                        row.get(WORKFLOW_VERSION.TARGET_URL)),
                row.get(WORKFLOW_VERSION.STEPS_YAML),
                row.get(WORKFLOW_VERSION.CREATED_AT));
    }

    private static ProviderReference provider(Record row) {
        return new ProviderReference(
                new ProviderId(row.get(PROVIDER.ID)),
                row.get(PROVIDER.NAME),
                ProviderSku.valueOf(row.get(PROVIDER.SKU)),
                row.get(PROVIDER.CALIBRATION));
    }

    private static Publication publication(Record row) {
        return new Publication(Visibility.valueOf(row.get(WORKFLOW.VISIBILITY)), row.get(WORKFLOW.MAINLINE));
    }

    private static @Nullable ProjectId projectId(Record row) {
        String id = row.get(WORKFLOW.PROJECT_ID);
        return id == null ? null : new ProjectId(id);
    }
}
