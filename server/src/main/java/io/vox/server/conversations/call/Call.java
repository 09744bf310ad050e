package io.vox.server.conversations.call;

/**
 * A conversation of a job as it is stored.
 *
 * @param attempt in which it was held
 */
public record Call(String id, String jobId, int attempt, ReportedCall report) {}
