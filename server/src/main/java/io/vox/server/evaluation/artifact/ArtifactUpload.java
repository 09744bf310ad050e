package io.vox.server.evaluation.artifact;

/**
 * How far an upload has come.
 *
 * @param receivedBytes that the store has, and where to go on
 * @param maxChunkBytes that one request may carry
 */
public record ArtifactUpload(Artifact artifact, long receivedBytes, int maxChunkBytes) {}
