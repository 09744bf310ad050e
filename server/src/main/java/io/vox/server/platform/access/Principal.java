package io.vox.server.platform.access;

/** Who makes a request, as its bearer proves. */
public sealed interface Principal {
    /** Returns the tenant in which the request is made. */
    WorkspaceId workspaceId();

    /** Returns what tells this principal from all others, for keys and logs. */
    String key();

    /**
     * A person, signed in to one workspace.
     *
     * @param role as it was when the access token was issued, at most 15 minutes ago
     * @param admin whether the person runs the platform
     */
    record User(UserId id, WorkspaceId workspaceId, Role role, boolean admin) implements Principal {
        @Override
        public String key() {
            return id.value();
        }
    }

    /**
     * An eval agent, by the token that lets it work.
     *
     * @param tokenId {@code eat_}
     * @param region slug of the only region that it works for
     * @param publicFleet whether it works for everyone's public jobs, else for those of its workspace
     */
    record EvalAgent(String tokenId, WorkspaceId workspaceId, String region, boolean publicFleet) implements Principal {
        @Override
        public String key() {
            return tokenId;
        }
    }
}
