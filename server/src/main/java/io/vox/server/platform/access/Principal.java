package io.vox.server.platform.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who makes a request, as its bearer proves. */
public sealed interface Principal {
    /** Returns the tenant in which the request is made. */
    WorkspaceId workspaceId();

    /** Returns what tells this principal from all others, for keys and logs. */
    String key();

    /**
     * A person in one workspace, as the database had it when the request came.
     *
     * @param role standing or plan
     * @param admin whether the person runs the platform
     * @param workspaceRole what the person may do in the workspace
     * @param proof by what the person was recognised
     * @param profile what it is called
     */
    record User(
            UserId id,
            WorkspaceId workspaceId,
            Role role,
            boolean admin,
            WorkspaceRole workspaceRole,
            Proof proof,
            Profile profile)
            implements Principal {
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

    /** By what a person is recognised. */
    sealed interface Proof {}

    /**
     * An access token.
     *
     * @param since when the person showed a password or the like
     * @param id of the session; null = a token of none
     */
    record Session(Instant since, @Nullable String id) implements Proof {
        /** Creates one of no session. */
        public Session(Instant since) {
            this(since, null);
        }
    }

    /** An API key. */
    record Key(String id, Set<Scope> scopes) implements Proof {
        public Key {
            scopes = Set.copyOf(scopes);
        }
    }
}
