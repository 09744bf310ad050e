package io.vox.server.evaluation.job;

import static io.vox.server.schema.Tables.JOB;
import static io.vox.server.schema.Tables.JOB_EVENT;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Makes jobs, finds them and stops them, for people. Thread-safe. */
@Singleton
public class JobService {
    private static final Field<Instant> NOW = DSL.field("vox_now()", Instant.class);

    private final DSLContext database;

    JobService(DSLContext database) {
        this.database = database;
    }

    /**
     * Makes jobs, which wait for eval agents from the moment on when the transaction is committed. Joins the caller's
     * transaction.
     *
     * @return their ids, in the same order
     */
    @Transactional
    public List<JobId> create(List<NewJob> jobs) {
        List<JobId> ids = new ArrayList<>();
        for (NewJob job : jobs) {
            JobId id = JobId.create();
            database.insertInto(JOB)
                    .set(JOB.ID, id.value())
                    .set(JOB.WORKSPACE_ID, job.workspaceId().value())
                    .set(JOB.RUN_ID, job.runId())
                    .set(JOB.POSITION, job.position())
                    .set(JOB.WORKFLOW_ID, job.workflowId())
                    .set(JOB.WORKFLOW_VERSION_ID, job.workflowVersionId())
                    .set(JOB.EVAL_SET_ID, job.evalSetId())
                    .set(JOB.EVAL_SET_VERSION_ID, job.evalSetVersionId())
                    .set(JOB.PROVIDER_ID, job.provider().id().value())
                    .set(JOB.PROVIDER_NAME, job.provider().name())
                    .set(JOB.PROVIDER_SKU, job.provider().sku().name())
                    .set(JOB.PROVIDER_CALIBRATION, job.provider().calibration())
                    .set(JOB.REGION, job.region())
                    .set(JOB.PRIORITY, job.priority())
                    .set(JOB.RUN_AT, job.runAt() == null ? NOW : DSL.val(job.runAt()))
                    .set(JOB.VISIBILITY, job.isPublic() ? "PUBLIC" : "PRIVATE")
                    .set(JOB.MAINLINE, job.mainline())
                    .set(JOB.CREATOR_ROLE, job.creatorRole().name())
                    .set(JOB.CREATED_BY, job.createdBy().value())
                    .set(JOB.LAST_EVENT_SEQ, 1)
                    .execute();
            database.insertInto(JOB_EVENT)
                    .set(JOB_EVENT.JOB_ID, id.value())
                    .set(JOB_EVENT.SEQ, 1)
                    .set(JOB_EVENT.TYPE, "CREATED")
                    .set(JOB_EVENT.ATTEMPT, 1)
                    .set(JOB_EVENT.MESSAGE, "Waiting for an eval agent in " + job.region())
                    .execute();
            ids.add(id);
        }
        return ids;
    }
}
