/**
 * Secrets, such that a dump of the database is worth nothing (docs/adr/0080): what only has to be recognised is kept as a
 * digest ({@link io.vox.server.platform.secret.RandomToken}), what has to be read again is sealed with a key that is kept
 * elsewhere ({@link io.vox.server.platform.secret.SecretBox}).
 */
@NullMarked
package io.vox.server.platform.secret;

import org.jspecify.annotations.NullMarked;
