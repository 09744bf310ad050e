package io.vox.server.evaluation.evalset;

import io.vox.server.evaluation.publication.Publication;
import io.vox.server.platform.access.WorkspaceId;
import java.time.Instant;

/** An eval set in a list, without its scenarios. */
record EvalSetSummary(
        EvalSetId id,
        WorkspaceId workspaceId,
        String name,
        Publication publication,
        EvalSetVersionId versionId,
        int versionNumber,
        int scenarioCount,
        Instant createdAt,
        Instant updatedAt) {}
