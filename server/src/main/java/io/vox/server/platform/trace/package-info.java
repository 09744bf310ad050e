/**
 * A number for each request, which is in its answer, in each of its log lines and in the problem that it may become.
 */
@NullMarked
package io.vox.server.platform.trace;

import org.jspecify.annotations.NullMarked;
