package io.vox.server.evaluation.artifact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of a job.
 *
 * @param attempt the attempt that made it
 * @param conversation number of the conversation that it is of, null = the job as a whole
 * @param sizeBytes how long it is, or will be
 * @param sha256 digest of its content, null = not complete
 * @param storageKey name in the store
 */
public record Artifact(
        String id,
        String jobId,
        int attempt,
        @Nullable Integer conversation,
        ArtifactKind kind,
        String name,
        String contentType,
        long sizeBytes,
        byte @Nullable [] sha256,
        String storageKey,
        Instant createdAt) {
    /** Whether it is complete and checked. */
    public boolean isReady() {
        return sha256 != null;
    }
}
