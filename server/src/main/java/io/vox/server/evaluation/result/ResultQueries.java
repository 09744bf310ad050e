package io.vox.server.evaluation.result;

import static io.vox.server.schema.Tables.JOB;
import static io.vox.server.schema.Tables.RESULT;

import io.vox.server.evaluation.provider.ProviderId;
import io.vox.server.evaluation.provider.ProviderReference;
import io.vox.server.evaluation.provider.ProviderSku;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.schema.tables.records.JobRecord;
import io.vox.server.schema.tables.records.ResultRecord;
import jakarta.inject.Singleton;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.SelectOnConditionStep;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Finds results. Thread-safe. */
@Singleton
class ResultQueries {
    private final DSLContext database;

    ResultQueries(DSLContext database) {
        this.database = database;
    }

    /** Lists the newest first. */
    Page<Result> list(WorkspaceScope scope, ResultFilter filter, PageRequest request) {
        return request.page(
                select().where(RESULT.WORKSPACE_ID.eq(scope.value()))
                        .and(equal(JOB.RUN_ID, filter.runId()))
                        .and(equal(RESULT.JOB_ID, filter.jobId()))
                        .and(equal(RESULT.REGION, filter.region()))
                        .and(equal(RESULT.PROVIDER_ID, filter.providerId()))
                        .and(equal(RESULT.WORKFLOW_ID, filter.workflowId()))
                        .and(request.below(RESULT.ID))
                        .orderBy(RESULT.ID.desc())
                        .limit(request.rows())
                        .fetch(ResultQueries::result),
                result -> result.id().value());
    }

    /**
     * Returns a result.
     *
     * @throws NotFoundException if there is none, or it is another workspace's
     */
    Result get(WorkspaceScope scope, ResultId id) {
        return select().where(RESULT.WORKSPACE_ID.eq(scope.value()))
                .and(RESULT.ID.eq(id.value()))
                .fetchOptional(ResultQueries::result)
                .orElseThrow(() -> new NotFoundException(ProblemCode.RESULT_NOT_FOUND, "result"));
    }

    private SelectOnConditionStep<Record2<ResultRecord, JobRecord>> select() {
        return database.select(RESULT, JOB).from(RESULT).join(JOB).on(JOB.ID.eq(RESULT.JOB_ID));
    }

    private static Condition equal(TableField<?, String> column, @Nullable String value) {
        return value == null ? DSL.noCondition() : column.eq(value);
    }

    private static Result result(Record2<ResultRecord, JobRecord> row) {
        ResultRecord result = row.value1();
        JobRecord job = row.value2();
        return new Result(
                new ResultId(result.getId()),
                result.getJobId(),
                job.getRunId(),
                result.getAttempt(),
                new ProviderReference(
                        new ProviderId(result.getProviderId()),
                        job.getProviderName(),
                        ProviderSku.valueOf(job.getProviderSku()),
                        job.getProviderCalibration()),
                result.getRegion(),
                result.getWorkflowId(),
                job.getWorkflowVersionId(),
                result.getEvalSetId(),
                job.getEvalSetVersionId(),
                result.getVisibility(),
                result.getMainline(),
                result.getEvalAgentId(),
                result.getToolVersion(),
                result.getMethodVersion(),
                result.getHost().data(),
                result.getCalibration() == null ? null : result.getCalibration().data(),
                new Result.Conversations(
                        result.getHeld(),
                        result.getCounted(),
                        result.getAgentFaults(),
                        result.getHarnessFaults(),
                        result.getUnavailable(),
                        result.getCanceled()),
                result.getMetrics().data(),
                List.of(result.getVerdicts()),
                result.getMeasuredAt(),
                result.getCreatedAt());
    }
}
