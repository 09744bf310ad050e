package io.vox.server.evaluation.project;

import io.vox.server.platform.access.Role;
import io.vox.server.workspace.tenant.WorkspaceKind;

/**
 * How much a workspace may hold.
 *
 * @param projects in the workspace
 * @param workflows in each of its projects
 */
record ProjectLimits(int projects, int workflows) {
    private static final ProjectLimits FREE = new ProjectLimits(5, 10);
    private static final ProjectLimits PAID = new ProjectLimits(20, 20);
    private static final ProjectLimits ORGANIZATION = new ProjectLimits(100, 20);

    /**
     * Returns the limits of a workspace (VOX-EVAL-04 to 07; RES-05 for Principal and Fellow).
     *
     * @param role of who asks: of a personal workspace that is its owner
     * @param inOrganization whether that person belongs to an organization, too
     */
    static ProjectLimits of(WorkspaceKind kind, Role role, boolean inOrganization) {
        return switch (kind) {
            case ORGANIZATION -> ORGANIZATION;
            case PERSONAL -> role == Role.BASIC && !inOrganization ? FREE : PAID;
        };
    }
}
