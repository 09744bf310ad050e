package io.vox.server.workspace.tenant;

import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.MeApi;
import io.vox.api.model.Me;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserRepository;
import io.vox.server.identity.user.UserWire;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.problem.UnauthenticatedException;

/** The edge of the question who asks. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class MeController implements MeApi {
    private final CurrentPrincipal principals;
    private final UserRepository users;
    private final WorkspaceService workspaces;

    MeController(CurrentPrincipal principals, UserRepository users, WorkspaceService workspaces) {
        this.principals = principals;
        this.users = users;
        this.workspaces = workspaces;
    }

    @Override
    public Me getMe() {
        Principal.User principal = principals.user();
        User user = users.findById(principal.id()).orElseThrow(MeController::gone);
        WorkspaceService.Membership membership = workspaces
                .findMembership(principal.workspaceId(), principal.id())
                .orElseThrow(MeController::gone);
        Workspace workspace = membership.workspace();
        return new Me(
                UserWire.of(user),
                new io.vox.api.model.Workspace(
                        workspace.id().value(),
                        io.vox.api.model.WorkspaceKind.valueOf(workspace.kind().name()),
                        workspace.name()),
                io.vox.api.model.WorkspaceRole.valueOf(membership.role().name()));
    }

    private static UnauthenticatedException gone() {
        return new UnauthenticatedException("The account or its place in the workspace is gone; log in again.");
    }
}
