package io.vox.server.evaluation.run;

import static io.vox.server.schema.Tables.JOB;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.evaluation.job.JobStatus;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.Role;
import io.vox.server.platform.problem.LimitReachedException;
import io.vox.server.platform.setting.SettingKey;
import io.vox.server.platform.setting.Settings;
import io.vox.server.workspace.tenant.WorkspaceService;
import jakarta.inject.Singleton;
import org.jooq.DSLContext;

/** How many jobs of a workspace may wait, so that none fills the queue that all share. Thread-safe. */
@Singleton
class WaitingJobs {
    private final DSLContext database;
    private final Settings settings;
    private final WorkspaceService workspaces;

    WaitingJobs(DSLContext database, Settings settings, WorkspaceService workspaces) {
        this.database = database;
        this.settings = settings;
        this.workspaces = workspaces;
    }

    /**
     * Refuses more jobs than may wait, and has others wait who would make some in the workspace, until the transaction ends.
     *
     * @throws LimitReachedException if there would be too many
     */
    @Transactional(propagation = TransactionDefinition.Propagation.MANDATORY)
    void require(Principal.User user, int more) {
        workspaces.lock(user.workspaceId());
        long limit = settings.count(user.role() == Role.BASIC ? SettingKey.WAITING_BASIC : SettingKey.WAITING_PREMIUM);
        int waiting = database.fetchCount(
                JOB, JOB.WORKSPACE_ID.eq(user.workspaceId().value()).and(JOB.STATUS.eq(JobStatus.PENDING.name())));
        if (waiting + more > limit) {
            throw new LimitReachedException("jobs that wait", limit, waiting);
        }
    }
}
