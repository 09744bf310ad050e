package io.vox.server.workspace.tenant;

import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceId;

/** There is a new workspace. Listeners run within the transaction that makes it. */
public record WorkspaceCreated(WorkspaceId workspaceId, UserId ownerId) {}
