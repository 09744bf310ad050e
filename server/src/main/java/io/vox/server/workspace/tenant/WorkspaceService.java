package io.vox.server.workspace.tenant;

import static io.vox.server.schema.Tables.MEMBERSHIP;
import static io.vox.server.schema.Tables.WORKSPACE;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.identity.user.PersonalWorkspaces;
import io.vox.server.identity.user.User;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.access.WorkspaceRole;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.vault.Vault;
import io.vox.server.schema.tables.records.WorkspaceRecord;
import jakarta.inject.Singleton;
import org.jooq.DSLContext;

/** Makes and finds workspaces. */
@Singleton
public class WorkspaceService implements PersonalWorkspaces {
    private final DSLContext database;
    private final Vault vault;
    private final ApplicationEventPublisher<WorkspaceCreated> events;

    WorkspaceService(DSLContext database, Vault vault, ApplicationEventPublisher<WorkspaceCreated> events) {
        this.database = database;
        this.vault = vault;
        this.events = events;
    }

    @Override
    @Transactional
    public WorkspaceId create(User owner) {
        WorkspaceId id = WorkspaceId.create();
        database.insertInto(WORKSPACE)
                .set(WORKSPACE.ID, id.value())
                .set(WORKSPACE.KIND, WorkspaceKind.PERSONAL.name())
                .set(WORKSPACE.NAME, owner.name())
                .set(WORKSPACE.PERSONAL_USER_ID, owner.id().value())
                .execute();
        database.insertInto(MEMBERSHIP)
                .set(MEMBERSHIP.WORKSPACE_ID, id.value())
                .set(MEMBERSHIP.USER_ID, owner.id().value())
                .set(MEMBERSHIP.ROLE, WorkspaceRole.OWNER.name())
                .execute();
        events.publishEvent(new WorkspaceCreated(id, owner.id()));
        return id;
    }

    @Override
    public WorkspaceId of(UserId owner) {
        return database.select(WORKSPACE.ID)
                .from(WORKSPACE)
                .where(WORKSPACE.PERSONAL_USER_ID.eq(owner.value()))
                .fetchOptional(row -> new WorkspaceId(row.value1()))
                .orElseThrow(() -> new IllegalStateException(owner + " has no workspace"));
    }

    @Override
    @Transactional(propagation = TransactionDefinition.Propagation.MANDATORY)
    public void forget(UserId owner) {
        WorkspaceId id = of(owner);
        database.update(WORKSPACE)
                .set(WORKSPACE.NAME, "Deleted user")
                .where(WORKSPACE.ID.eq(id.value()))
                .execute();
        vault.clear(new WorkspaceScope(id));
    }

    /** Returns a workspace that is known to be there, such as a principal's. */
    public Workspace get(WorkspaceId id) {
        return database.selectFrom(WORKSPACE)
                .where(WORKSPACE.ID.eq(id.value()))
                .fetchSingle(WorkspaceService::workspace);
    }

    /**
     * Returns a workspace, and has all others wait who would lock it too until the transaction ends: so what is counted in
     * it stays counted.
     */
    @Transactional(propagation = TransactionDefinition.Propagation.MANDATORY)
    public Workspace lock(WorkspaceId id) {
        return database.selectFrom(WORKSPACE)
                .where(WORKSPACE.ID.eq(id.value()))
                .forNoKeyUpdate()
                .fetchSingle(WorkspaceService::workspace);
    }

    /** Whether a user belongs to an organization, whatever workspace the user is signed in to. */
    public boolean isInOrganization(UserId userId) {
        return database.fetchExists(database.selectOne()
                .from(MEMBERSHIP)
                .join(WORKSPACE)
                .on(WORKSPACE.ID.eq(MEMBERSHIP.WORKSPACE_ID))
                .where(MEMBERSHIP.USER_ID.eq(userId.value()))
                .and(WORKSPACE.KIND.eq(WorkspaceKind.ORGANIZATION.name())));
    }

    private static Workspace workspace(WorkspaceRecord row) {
        return new Workspace(new WorkspaceId(row.getId()), WorkspaceKind.valueOf(row.getKind()), row.getName());
    }
}
