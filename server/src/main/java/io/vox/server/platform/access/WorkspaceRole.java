package io.vox.server.platform.access;

/** What a user may do in a workspace. */
public enum WorkspaceRole {
    /** Everything. */
    OWNER,
    /** Everything but to give the workspace away or delete it. */
    ADMIN,
    /** Makes and changes what the workspace is for. */
    MEMBER,
    /** Handles calls. */
    OPERATOR,
    /** Looks on. */
    VIEWER
}
