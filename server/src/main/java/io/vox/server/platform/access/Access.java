package io.vox.server.platform.access;

import static io.vox.server.platform.access.WorkspaceRole.ADMIN;
import static io.vox.server.platform.access.WorkspaceRole.MEMBER;
import static io.vox.server.platform.access.WorkspaceRole.OWNER;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may use an operation at all, whatever it is used on. */
public enum Access {
    /** Whoever is signed in. */
    READ(Scope.READ, EnumSet.allOf(WorkspaceRole.class)),
    /** Who works in the workspace: runs and jobs. */
    RUN(Scope.RUN, EnumSet.of(OWNER, ADMIN, MEMBER)),
    /** Who works in the workspace: workflows, eval sets, providers. */
    WRITE(Scope.WRITE, EnumSet.of(OWNER, ADMIN, MEMBER)),
    /** Who orders the workspace: projects. */
    ARRANGE(Scope.WRITE, EnumSet.of(OWNER, ADMIN)),
    /** Who answers for the workspace: agent tokens, secrets. */
    MANAGE(Scope.ADMIN, EnumSet.of(OWNER, ADMIN)),
    /** One's own keys. */
    KEYS(Scope.ADMIN, EnumSet.allOf(WorkspaceRole.class)),
    /** Who runs the platform. */
    PLATFORM(Scope.ADMIN, EnumSet.allOf(WorkspaceRole.class)),
    /** Who runs the platform, in person. */
    PLATFORM_SESSION(null, EnumSet.allOf(WorkspaceRole.class)),
    /** A person, in person: what is about the account itself. */
    SESSION(null, EnumSet.allOf(WorkspaceRole.class)),
    /** Eval agents, and nobody else. */
    AGENT(null, EnumSet.noneOf(WorkspaceRole.class));

    private final @Nullable Scope scope;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<WorkspaceRole> roles;

    Access(@Nullable Scope scope, Set<WorkspaceRole> roles) {
        this.scope = scope;
        this.roles = Set.copyOf(roles);
    }

    /** Returns what an API key needs; null = none may. */
    public @Nullable Scope scope() {
        return scope;
    }

    /** Whether somebody with that place in the workspace may. */
    public boolean isFor(WorkspaceRole role) {
        return roles.contains(role);
    }

    /** Whether only those who run the platform may. */
    public boolean isForPlatform() {
        return this == PLATFORM || this == PLATFORM_SESSION;
    }
}
