package io.vox.server.evaluation.job;

/**
 * What ended a job or a conversation early, or voids it.
 *
 * @param code word of an open list, lower snake case
 * @param message one line for people
 */
public record Fault(FaultKind kind, String code, String message) {}
