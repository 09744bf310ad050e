package io.vox.server.platform.access;

import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.ProblemCode;
import jakarta.inject.Singleton;

/**
 * Who may do what: the only place where that is decided. Services ask it first. What a principal may not even know of is
 * not decided here, but not found (see {@link WorkspaceScope}). Immutable.
 */
@Singleton
public final class Policy {
    /**
     * Refuses who may not use an operation at all, whatever it is used on: by the kind of principal, the scopes of a key, the
     * place in the workspace, and whether one runs the platform.
     *
     * @param operationId of the contract; one without a row in the table is refused to everybody
     * @throws ForbiddenException if the principal may not
     */
    public void requireOperation(Principal principal, String operationId) {
        Access access =
                OperationTable.find(operationId).orElseThrow(() -> new ForbiddenException("Nobody may do that."));
        switch (principal) {
            case Principal.EvalAgent agent -> {
                if (access != Access.AGENT) {
                    throw new ForbiddenException("This is for people, not for eval agents.");
                }
            }
            case Principal.User user -> requireAccess(user, access);
        }
    }

    /** Whether an operation is for eval agents alone. */
    boolean isForAgents(String operationId) {
        return OperationTable.find(operationId).filter(Access.AGENT::equals).isPresent();
    }

    private void requireAccess(Principal.User user, Access access) {
        if (access == Access.AGENT) {
            throw new ForbiddenException("This is for eval agents: send an agent token.");
        }
        if (user.proof() instanceof Principal.Key key) {
            Scope scope = access.scope();
            if (scope == null) {
                throw new ForbiddenException(
                        ProblemCode.SCOPE_MISSING, "No API key may do that; log in and do it in person.");
            }
            if (!key.scopes().contains(scope)) {
                throw new ForbiddenException(
                        ProblemCode.SCOPE_MISSING, "This takes an API key with the scope " + scope + ".");
            }
        }
        if (!access.isFor(user.workspaceRole())) {
            throw new ForbiddenException("Your role in this workspace, " + user.workspaceRole() + ", may not do that.");
        }
        if (access.isForPlatform()) {
            requireAdmin(user);
        }
    }

    /** Whether a user answers for the workspace: members, keys of others, secrets. */
    public boolean mayManageWorkspace(Principal.User user) {
        return user.workspaceRole() == WorkspaceRole.OWNER || user.workspaceRole() == WorkspaceRole.ADMIN;
    }

    /** Whether a user may run the platform: agent tokens of the public fleet, platform providers, regions. */
    public boolean mayAdminister(Principal.User user) {
        return user.admin();
    }

    /** Whether a user may keep workflows and eval sets private (VOX-EVAL-12). */
    public boolean mayKeepPrivate(Principal.User user) {
        return user.role() != Role.BASIC;
    }

    /** Whether a user may set or clear the mainline flag (VOX-EVAL-13). */
    public boolean mayCurateMainline(Principal.User user) {
        return user.role() == Role.PRINCIPAL || user.role() == Role.FELLOW;
    }

    /**
     * Refuses all but those whose plan has private workflows and eval sets.
     *
     * @throws ForbiddenException if the user's has not
     */
    public void requirePrivate(Principal.User user) {
        if (!mayKeepPrivate(user)) {
            throw new ForbiddenException(
                    ProblemCode.PLAN_REQUIRED, "Private workflows and eval sets need Premium; make it public instead.");
        }
    }

    /**
     * Refuses all but those who curate the benchmark.
     *
     * @throws ForbiddenException if the user does not
     */
    public void requireCurator(Principal.User user) {
        if (!mayCurateMainline(user)) {
            throw new ForbiddenException("Only Principals and Fellows decide what is mainline.");
        }
    }

    /**
     * Refuses a change of what is public, and so may be seen, but belongs to another workspace.
     *
     * @throws ForbiddenException if it does
     */
    public void requireOwner(Principal.User user, WorkspaceId owner) {
        if (!user.workspaceId().equals(owner)) {
            throw new ForbiddenException("It belongs to another workspace; make a copy of your own to change.");
        }
    }

    /**
     * Refuses all but those who run the platform.
     *
     * @throws ForbiddenException if the user does not
     */
    public void requireAdmin(Principal.User user) {
        if (!mayAdminister(user)) {
            throw new ForbiddenException("Only an administrator may do that.");
        }
    }
}
