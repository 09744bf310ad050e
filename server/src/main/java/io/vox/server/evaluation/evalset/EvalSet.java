package io.vox.server.evaluation.evalset;

import io.vox.server.evaluation.publication.Publication;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.web.EntityTag;
import java.time.Instant;

/**
 * An eval set with its newest version.
 *
 * @param workspaceId whose it is
 */
public record EvalSet(
        EvalSetId id,
        WorkspaceId workspaceId,
        String name,
        Publication publication,
        EvalSetVersion version,
        Instant createdAt,
        Instant updatedAt) {
    /** Returns what stands for all of it. A version never changes, so its id stands for the scenarios. */
    EntityTag tag() {
        return EntityTag.of(name, publication, version.id(), updatedAt);
    }
}
