/**
 * Jobs: one version of a workflow with one version of an eval set in one region, run once. What a job names and what was
 * true of it when it was made are frozen in its row, and nothing else decides who may see its result.
 *
 * <p>The states are {@link io.vox.server.evaluation.job.JobStatus}, drawn in {@code docs/job-states.md}. Owns the tables
 * {@code job} and {@code job_event}.
 */
@NullMarked
package io.vox.server.evaluation.job;

import org.jspecify.annotations.NullMarked;
