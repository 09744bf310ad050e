/**
 * How often something may be tried, counted for all servers together. Owns the table {@code throttle}.
 */
@NullMarked
package io.vox.server.platform.limit;

import org.jspecify.annotations.NullMarked;
