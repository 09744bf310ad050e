package io.vox.server.platform.access;

import io.vox.server.platform.problem.ForbiddenException;
import jakarta.inject.Singleton;

/**
 * Who may do what: the only place where that is decided. Services ask it first. What a principal may not even know of is
 * not decided here, but not found (see {@link WorkspaceScope}). Immutable.
 */
@Singleton
public final class Policy {
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
