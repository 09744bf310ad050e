package io.vox.server.evaluation.artifact;

import org.jspecify.annotations.Nullable;

/**
 * A file to upload.
 *
 * @param conversation number of the conversation that it is of, null = the job as a whole
 * @param name plain, without a folder
 * @param sizeBytes 0 to 1 GiB
 */
public record NewArtifact(
        @Nullable Integer conversation, ArtifactKind kind, String name, String contentType, long sizeBytes) {}
