/**
 * The operations that eval agents use, all with an agent token: the edge of {@code evalagent}, {@code job.queue} and
 * {@code artifact}.
 */
@NullMarked
package io.vox.server.evaluation.daemon;

import org.jspecify.annotations.NullMarked;
