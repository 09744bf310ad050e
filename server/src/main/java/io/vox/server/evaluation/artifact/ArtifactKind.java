package io.vox.server.evaluation.artifact;

/** What a file is. */
public enum ArtifactKind {
    RECORDING,
    TIMELINE,
    RESULT,
    REPORT,
    SCREENSHOT,
    LOG
}
