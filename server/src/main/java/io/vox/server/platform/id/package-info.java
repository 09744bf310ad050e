/**
 * Ids: a prefix that names the kind of thing, and a ULID. Made here, not by the database.
 */
@NullMarked
package io.vox.server.platform.id;

import org.jspecify.annotations.NullMarked;
