package io.vox.server.workspace.tenant;

import io.vox.server.platform.access.WorkspaceId;

/** The tenant that everything belongs to. */
public record Workspace(WorkspaceId id, WorkspaceKind kind, String name) {}
