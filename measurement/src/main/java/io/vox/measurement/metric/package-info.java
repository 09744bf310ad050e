/**
 * Figures over conversations (measurement 1.5, 2, 3), their words for people, and the comparison of two runs. A metric
 * that could not be measured has no statistics and a reason; it is never 0 and never a constant.
 */
@NullMarked
package io.vox.measurement.metric;

import org.jspecify.annotations.NullMarked;
