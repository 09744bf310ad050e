/** Random secrets, and the digests by which they are kept: a dump of the database lets nobody in. */
@NullMarked
package io.vox.server.platform.secret;

import org.jspecify.annotations.NullMarked;
