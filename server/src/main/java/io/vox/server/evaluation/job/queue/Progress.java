package io.vox.server.evaluation.job.queue;

/**
 * What is stored of the events of a job, and what the eval agent shall do.
 *
 * @param lastSeq number of the job's last event
 * @param lastNumber highest of the eval agent's own numbers that is stored, 0 = none
 */
public record Progress(int lastSeq, int lastNumber, HeldJob.Action action) {}
