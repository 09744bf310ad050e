/**
 * What an error looks like outside: RFC 9457 with a code of the catalogue {@code api-spec/problems.yaml}. Whoever fails throws a
 * {@link io.vox.server.platform.problem.VoxException}; nobody else writes a problem. Names of classes, SQL and other people's
 * messages stay in the log, where the trace id finds them.
 */
@NullMarked
package io.vox.server.platform.problem;

import org.jspecify.annotations.NullMarked;
