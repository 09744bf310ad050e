package io.vox.server.evaluation.workflow;

/**
 * Where the agent to evaluate is.
 *
 * @param url {@code http} or {@code https}
 */
public record Target(TargetKind kind, String url) {}
