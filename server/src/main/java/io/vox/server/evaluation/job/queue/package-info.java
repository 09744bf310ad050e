/**
 * The queue as eval agents see it: claim a job, keep it by heartbeats, tell how it goes on, and complete, fail or release
 * it. A claim is one statement that skips what others are claiming; every later write is fenced in SQL by the lease, which
 * only the claim's answer holds, so that what was taken away cannot be written by whoever lost it (docs/adr/0060). Agents
 * that wait are woken by notifications, as many as there are jobs (docs/adr/0061). Leases and due times go by
 * {@code vox_now()}.
 */
@NullMarked
package io.vox.server.evaluation.job.queue;

import org.jspecify.annotations.NullMarked;
