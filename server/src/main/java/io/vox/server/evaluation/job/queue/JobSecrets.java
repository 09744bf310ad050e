package io.vox.server.evaluation.job.queue;

import static io.vox.server.schema.Tables.JOB;
import static io.vox.server.schema.Tables.PRINCIPAL;
import static io.vox.server.schema.Tables.WORKFLOW_VERSION;

import io.vox.server.evaluation.job.JobNotFoundException;
import io.vox.server.evaluation.steps.StepSecrets;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.access.WorkspaceRole;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.vault.Vault;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Opens secrets for who holds the lease of a job, and for nobody else: those that the job's version of the workflow names, of the
 * workspace that both belong to (RES-40), as long as its owner is neither suspended nor gone. Thread-safe.
 */
@Singleton
public class JobSecrets {
    private static final Condition OWNER_IS_ACTIVE = DSL.exists(DSL.selectOne()
            .from(PRINCIPAL)
            .where(PRINCIPAL.WORKSPACE_ID.eq(JOB.WORKSPACE_ID))
            .and(PRINCIPAL.WORKSPACE_ROLE.eq(WorkspaceRole.OWNER.name()))
            .and(PRINCIPAL.STATUS.eq("ACTIVE")));

    private final DSLContext database;
    private final LeaseEnding leases;
    private final Vault vault;

    JobSecrets(DSLContext database, LeaseEnding leases, Vault vault) {
        this.database = database;
        this.leases = leases;
        this.vault = vault;
    }

    /**
     * Returns secrets by name, those that there are; none if the workspace has no owner in use.
     *
     * @throws JobNotFoundException if there is no such job for this agent
     * @throws LeaseLostException if the agent does not hold it
     */
    public Map<String, String> open(HeldLease lease) {
        var row = database.select(
                        JOB.WORKSPACE_ID,
                        WORKFLOW_VERSION.WORKSPACE_ID,
                        WORKFLOW_VERSION.STEPS_YAML,
                        DSL.field(OWNER_IS_ACTIVE))
                .from(JOB)
                .join(WORKFLOW_VERSION)
                .on(WORKFLOW_VERSION.ID.eq(JOB.WORKFLOW_VERSION_ID))
                .where(LeaseFence.holds(lease))
                .fetchOptional()
                .orElseThrow(() -> lost(lease));
        Set<String> names = StepSecrets.named(row.value3());
        return names.isEmpty() || !row.value4() || !row.value1().equals(row.value2())
                ? Map.of()
                : vault.open(new WorkspaceScope(new WorkspaceId(row.value1())), names);
    }

    private RuntimeException lost(HeldLease lease) {
        leases.repeated(lease, Set.of());
        return new LeaseLostException();
    }
}
