package io.vox.server.workspace.tenant;

import io.vox.api.model.Me;
import io.vox.api.model.MePatch;
import io.vox.api.model.User;
import io.vox.api.model.Workspace;
import io.vox.api.model.WorkspaceKind;
import io.vox.api.model.WorkspaceRole;
import io.vox.server.identity.account.SelfService;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.Profile;
import io.vox.server.platform.problem.InvalidRequestException;

/** Oneself as the contract shows it. */
final class MeWire {
    private MeWire() {}

    /** Returns a user together with the workspace that the principal asks in. */
    static Me of(User user, Principal.User principal) {
        Profile profile = principal.profile();
        return new Me(
                user,
                new Workspace(
                        principal.workspaceId().value(),
                        WorkspaceKind.valueOf(profile.workspaceKind()),
                        profile.workspaceName()),
                WorkspaceRole.valueOf(principal.workspaceRole().name()));
    }

    static SelfService.Names names(MePatch patch) {
        if (patch.getName() == null && patch.getUsername() == null) {
            throw new InvalidRequestException("", "has nothing to change");
        }
        return new SelfService.Names(patch.getName(), patch.getUsername());
    }
}
