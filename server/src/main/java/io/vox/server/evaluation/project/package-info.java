/**
 * Folders for workflows. Every workspace has a default one from the beginning, which can be renamed but not deleted. How many
 * there may be depends on workspace and plan, and is counted under a lock on the parent, so that requests at once do not
 * get past it. Owns the table {@code project}.
 */
@NullMarked
package io.vox.server.evaluation.project;

import org.jspecify.annotations.NullMarked;
