/** The operations of tag Jobs: the edge of {@code job}, {@code job.event}, {@code artifact} and conversations. */
@NullMarked
package io.vox.server.evaluation.job.edge;

import org.jspecify.annotations.NullMarked;
