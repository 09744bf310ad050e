/**
 * Requests to evaluate: a workflow with an eval set, in one or more regions. A run is made with all its jobs and, where they
 * are given in the request, with its workflow, provider and eval set, in one transaction. What it runs are the versions that
 * were the newest then; its state is that of its jobs. Owns the table {@code run}.
 */
@NullMarked
package io.vox.server.evaluation.run;

import org.jspecify.annotations.NullMarked;
