package io.vox.server.evaluation.evalset;

import org.jspecify.annotations.Nullable;

/**
 * Which eval sets to list.
 *
 * @param own only those of the workspace
 * @param mainline null = whether they are or not
 */
record EvalSetFilter(boolean own, @Nullable Boolean mainline) {}
