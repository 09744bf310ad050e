/** Who sees workflows and eval sets, and which of them are the public benchmark: the same rules for both. */
@NullMarked
package io.vox.server.evaluation.publication;

import org.jspecify.annotations.NullMarked;
