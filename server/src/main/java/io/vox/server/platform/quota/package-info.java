/**
 * How many requests each caller may make: in a minute, so that nobody slows the others down, and by API keys in a month, as the
 * plan has it.
 */
@NullMarked
package io.vox.server.platform.quota;

import org.jspecify.annotations.NullMarked;
