package io.vox.server.evaluation.workflow;

/** How an agent is reached. */
public enum TargetKind {
    /** By a web page in a browser. */
    URL
}
