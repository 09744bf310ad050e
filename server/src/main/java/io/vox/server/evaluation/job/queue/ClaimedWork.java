package io.vox.server.evaluation.job.queue;

import static io.vox.server.schema.Tables.EVAL_SET_VERSION;
import static io.vox.server.schema.Tables.JOB;
import static io.vox.server.schema.Tables.WORKFLOW_VERSION;

import io.vox.server.evaluation.job.JobId;
import io.vox.server.platform.batch.Recent;
import jakarta.inject.Singleton;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What jobs name that are handed out: versions, which never change, so each is read once as long as it is asked for.
 * Thread-safe.
 */
@Singleton
class ClaimedWork {
    /** Each may be some hundred KB long. */
    private static final int REMEMBERED_VERSIONS = 200;

    private static final int REMEMBERED_JOBS = 10_000;

    private final DSLContext database;
    private final Recent<String, ClaimedJob.Workflow> workflows = new Recent<>(REMEMBERED_VERSIONS);
    private final Recent<String, ClaimedJob.EvalSet> evalSets = new Recent<>(REMEMBERED_VERSIONS);
    private final Recent<JobId, String> evalSetVersions = new Recent<>(REMEMBERED_JOBS);

    ClaimedWork(DSLContext database) {
        this.database = database;
    }

    /** Remembers which version a job names. */
    void claimed(JobId job, String evalSetVersionId) {
        evalSetVersions.put(job, evalSetVersionId);
    }

    /** Returns the version of the eval set that a job names; null = there is no such job. */
    @Nullable
    String evalSetVersionOf(JobId job) {
        String known = evalSetVersions.find(job);
        return known != null
                ? known
                : database.select(JOB.EVAL_SET_VERSION_ID)
                        .from(JOB)
                        .where(JOB.ID.eq(job.value()))
                        .fetchOne(JOB.EVAL_SET_VERSION_ID);
    }

    ClaimedJob.Workflow workflow(String versionId) {
        ClaimedJob.Workflow known = workflows.find(versionId);
        if (known == null) {
            known = database.selectFrom(WORKFLOW_VERSION)
                    .where(WORKFLOW_VERSION.ID.eq(versionId))
                    .fetchSingle(row -> new ClaimedJob.Workflow(
                            row.getId(),
                            row.getWorkflowId(),
                            row.getNumber(),
                            row.getTargetKind(),
                            row.getTargetUrl(),
                            row.getStepsYaml(),
                            row.getCreatedAt()));
            workflows.put(versionId, known);
        }
        return known;
    }

    ClaimedJob.EvalSet evalSet(String versionId) {
        ClaimedJob.EvalSet known = evalSets.find(versionId);
        if (known == null) {
            known = database.selectFrom(EVAL_SET_VERSION)
                    .where(EVAL_SET_VERSION.ID.eq(versionId))
                    .fetchSingle(row -> new ClaimedJob.EvalSet(
                            row.getId(),
                            row.getEvalSetId(),
                            row.getNumber(),
                            row.getRepeats(),
                            row.getScenarios().data(),
                            row.getCreatedAt()));
            evalSets.put(versionId, known);
        }
        return known;
    }
}
