package io.vox.server.platform.access;

/**
 * The right to see one tenant's rows. Every query of a tenant's table takes one and compares {@code workspace_id} with it,
 * so that a query which forgets it cannot be written; what is another workspace's is then simply not there.
 */
public record WorkspaceScope(WorkspaceId workspaceId) {
    /** Returns the scope of the workspace in which a request is made. */
    public static WorkspaceScope of(Principal principal) {
        return new WorkspaceScope(principal.workspaceId());
    }

    /** Returns the id as it stands in tables. */
    public String value() {
        return workspaceId.value();
    }
}
