package io.vox.server.evaluation.job.queue;

import static io.vox.server.schema.Tables.JOB;
import static io.vox.server.schema.Tables.WORKFLOW_VERSION;

import io.vox.server.evaluation.job.JobNotFoundException;
import io.vox.server.evaluation.steps.StepSecrets;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.vault.Vault;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * Opens secrets for who holds the lease of a job, and for nobody else: those that the job's version of the workflow names, of the
 * workspace that both belong to (RES-40). Thread-safe.
 */
@Singleton
public class JobSecrets {
    private final DSLContext database;
    private final LeaseEnding leases;
    private final Vault vault;

    JobSecrets(DSLContext database, LeaseEnding leases, Vault vault) {
        this.database = database;
        this.leases = leases;
        this.vault = vault;
    }

    /**
     * Returns secrets by name, those that there are.
     *
     * @throws JobNotFoundException if there is no such job for this agent
     * @throws LeaseLostException if the agent does not hold it
     */
    public Map<String, String> open(HeldLease lease) {
        var row = database.select(JOB.WORKSPACE_ID, WORKFLOW_VERSION.WORKSPACE_ID, WORKFLOW_VERSION.STEPS_YAML)
                .from(JOB)
                .join(WORKFLOW_VERSION)
                .on(WORKFLOW_VERSION.ID.eq(JOB.WORKFLOW_VERSION_ID))
                .where(LeaseFence.holds(lease))
                .fetchOptional()
                .orElseThrow(() -> lost(lease));
        Set<String> names = StepSecrets.named(row.value3());
        return names.isEmpty() || !row.value1().equals(row.value2())
                ? Map.of()
                : vault.open(new WorkspaceScope(new WorkspaceId(row.value1())), names);
    }

    private RuntimeException lost(HeldLease lease) {
        leases.repeated(lease, Set.of());
        return new LeaseLostException();
    }
}
