package io.vox.server.identity.user;

import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceId;

/** What identity has to know of workspaces; implemented by their module. */
public interface PersonalWorkspaces {
    /** Makes the workspace of a new user, in the transaction that makes the user. */
    WorkspaceId create(User owner);

    /** Returns the workspace that the user signs in to. */
    WorkspaceId of(UserId owner);

    /** Takes the owner's name from the workspace, and its secrets, in the transaction that deletes the account. */
    void forget(UserId owner);
}
