/**
 * Does one job of a server, from the claim to the last report: {@link io.vox.agent.job.JobRunner} reads the workflow and
 * the eval set that came with the job, holds the conversations with the same ruler as {@code vox run}, tells how it goes,
 * uploads what was recorded and reports what was found, or why nothing could be.
 *
 * <p>Steps come from strangers: they cannot name files of this machine, and private addresses are open only where the
 * server lists them. {@link io.vox.agent.job.HeldJob} is the lease: whoever loses it stops at once and reports nothing
 * (docs/adr/0070).
 */
@NullMarked
package io.vox.agent.job;

import org.jspecify.annotations.NullMarked;
