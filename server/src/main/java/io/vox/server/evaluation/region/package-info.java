/** Places from which is measured. Owns the table {@code region}; {@code evaluation.seed} fills it at the beginning. */
@NullMarked
package io.vox.server.evaluation.region;

import org.jspecify.annotations.NullMarked;
