/** The server: starts what it needs, serves {@code /api/v1}, and ends without leaving anything behind. */
@NullMarked
package io.vox.server;

import org.jspecify.annotations.NullMarked;
