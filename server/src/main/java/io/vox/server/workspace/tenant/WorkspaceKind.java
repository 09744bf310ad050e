package io.vox.server.workspace.tenant;

/** Whose a workspace is. */
public enum WorkspaceKind {
    /** One user's. */
    PERSONAL,
    /** An organization's. */
    ORGANIZATION
}
