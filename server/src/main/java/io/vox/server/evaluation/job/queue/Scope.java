package io.vox.server.evaluation.job.queue;

import io.vox.server.platform.access.Principal;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that an eval agent may have, which its token decides.
 *
 * @param region slug
 * @param workspaceId whose jobs; null = everyone's public ones
 */
record Scope(String region, @Nullable String workspaceId) {
    static Scope of(Principal.EvalAgent agent) {
        return new Scope(
                agent.region(), agent.publicFleet() ? null : agent.workspaceId().value());
    }

    /** Whether jobs that were announced may be among them. */
    boolean covers(Arrival arrival) {
        return region.equals(arrival.region())
                && (workspaceId == null ? arrival.isPublic() : workspaceId.equals(arrival.workspaceId()));
    }
}
