package io.vox.server.evaluation.job;

import static io.vox.server.schema.Tables.EVAL_SET;
import static io.vox.server.schema.Tables.JOB;
import static io.vox.server.schema.Tables.RESULT;
import static io.vox.server.schema.Tables.WORKFLOW;

import io.vox.server.evaluation.provider.ProviderId;
import io.vox.server.evaluation.provider.ProviderReference;
import io.vox.server.evaluation.provider.ProviderSku;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Finds jobs of a workspace with the names that belong to them. Thread-safe. */
@Singleton
final class JobQueries {
    private static final Field<String> RESULT_ID = RESULT.ID.as("result_id");
    private static final Field<String> WORKFLOW_NAME = WORKFLOW.NAME.as("workflow_name");
    private static final Field<String> EVAL_SET_NAME = EVAL_SET.NAME.as("eval_set_name");

    /** A project is its workspace's own affair. */
    private static final Field<String> PROJECT_ID = DSL.when(
                    WORKFLOW.WORKSPACE_ID.eq(JOB.WORKSPACE_ID), WORKFLOW.PROJECT_ID)
            .as("project_id");

    private static final List<SelectField<?>> COLUMNS = List.of(
            JOB.ID,
            JOB.RUN_ID,
            JOB.STATUS,
            JOB.REGION,
            JOB.PRIORITY,
            JOB.RUN_AT,
            JOB.PROVIDER_ID,
            JOB.PROVIDER_NAME,
            JOB.PROVIDER_SKU,
            JOB.PROVIDER_CALIBRATION,
            JOB.WORKFLOW_ID,
            JOB.WORKFLOW_VERSION_ID,
            WORKFLOW_NAME,
            JOB.EVAL_SET_ID,
            JOB.EVAL_SET_VERSION_ID,
            EVAL_SET_NAME,
            PROJECT_ID,
            JOB.VISIBILITY,
            JOB.MAINLINE,
            JOB.ATTEMPT,
            JOB.MAX_ATTEMPTS,
            JOB.EVAL_AGENT_ID,
            JOB.CANCEL_REQUESTED_AT,
            JOB.FAULT_KIND,
            JOB.FAULT_CODE,
            JOB.FAULT_MESSAGE,
            RESULT_ID,
            JOB.CREATED_BY,
            JOB.CREATED_AT,
            JOB.STARTED_AT,
            JOB.FINISHED_AT);

    private final DSLContext database;

    JobQueries(DSLContext database) {
        this.database = database;
    }

    Optional<Job> find(WorkspaceScope scope, JobId id) {
        return select(scope).and(JOB.ID.eq(id.value())).fetchOptional(JobQueries::job);
    }

    /** Lists the newest first. */
    Page<Job> list(WorkspaceScope scope, JobFilter filter, PageRequest request) {
        return request.page(
                select(scope)
                        .and(condition(filter))
                        .and(request.below(JOB.ID))
                        .orderBy(JOB.ID.desc())
                        .limit(request.rows())
                        .fetch(JobQueries::job),
                job -> job.id().value());
    }

    /** Returns the jobs of runs, each run's in the order of their places. */
    Map<String, List<Job>> findByRun(WorkspaceScope scope, Collection<String> runIds) {
        return select(scope)
                .and(JOB.RUN_ID.in(runIds))
                .orderBy(JOB.RUN_ID, JOB.POSITION)
                .fetchGroups(JOB.RUN_ID, JobQueries::job);
    }

    private SelectConditionStep<Record> select(WorkspaceScope scope) {
        return database.select(COLUMNS)
                .from(JOB)
                .join(WORKFLOW)
                .on(WORKFLOW.ID.eq(JOB.WORKFLOW_ID))
                .join(EVAL_SET)
                .on(EVAL_SET.ID.eq(JOB.EVAL_SET_ID))
                .leftJoin(RESULT)
                .on(RESULT.JOB_ID.eq(JOB.ID))
                .where(JOB.WORKSPACE_ID.eq(scope.value()));
    }

    private static Condition condition(JobFilter filter) {
        return DSL.and(
                equal(JOB.RUN_ID, filter.runId()),
                equal(
                        JOB.STATUS,
                        filter.status() == null ? null : filter.status().name()),
                equal(JOB.REGION, filter.region()),
                equal(JOB.PROVIDER_ID, filter.providerId()),
                equal(JOB.WORKFLOW_ID, filter.workflowId()),
                equal(JOB.EVAL_SET_ID, filter.evalSetId()),
                filter.projectId() == null
                        ? DSL.noCondition()
                        : WORKFLOW.PROJECT_ID.eq(filter.projectId()).and(WORKFLOW.WORKSPACE_ID.eq(JOB.WORKSPACE_ID)),
                filter.createdFrom() == null ? DSL.noCondition() : JOB.CREATED_AT.ge(filter.createdFrom()),
                filter.createdTo() == null ? DSL.noCondition() : JOB.CREATED_AT.lt(filter.createdTo()));
    }

    private static Condition equal(Field<String> field, @Nullable String value) {
        return value == null ? DSL.noCondition() : field.eq(value);
    }

    private static Job job(Record row) {
        String faultKind = row.get(JOB.FAULT_KIND);
        return new Job(
                new JobId(row.get(JOB.ID)),
                row.get(JOB.RUN_ID),
                JobStatus.valueOf(row.get(JOB.STATUS)),
                row.get(JOB.REGION),
                row.get(JOB.PRIORITY),
                row.get(JOB.RUN_AT),
                new ProviderReference(
                        new ProviderId(row.get(JOB.PROVIDER_ID)),
                        row.get(JOB.PROVIDER_NAME),
                        ProviderSku.valueOf(row.get(JOB.PROVIDER_SKU)),
                        row.get(JOB.PROVIDER_CALIBRATION)),
                row.get(JOB.WORKFLOW_ID),
                row.get(JOB.WORKFLOW_VERSION_ID),
                row.get(WORKFLOW_NAME),
                row.get(JOB.EVAL_SET_ID),
                row.get(JOB.EVAL_SET_VERSION_ID),
                row.get(EVAL_SET_NAME),
                row.get(PROJECT_ID),
                "PUBLIC".equals(row.get(JOB.VISIBILITY)),
                row.get(JOB.MAINLINE),
                row.get(JOB.ATTEMPT),
                row.get(JOB.MAX_ATTEMPTS),
                row.get(JOB.EVAL_AGENT_ID),
                row.get(JOB.CANCEL_REQUESTED_AT) != null,
                faultKind == null
                        ? null
                        : new Fault(FaultKind.valueOf(faultKind), row.get(JOB.FAULT_CODE), row.get(JOB.FAULT_MESSAGE)),
                row.get(RESULT_ID),
                row.get(JOB.CREATED_BY),
                row.get(JOB.CREATED_AT),
                row.get(JOB.STARTED_AT),
                row.get(JOB.FINISHED_AT));
    }
}
