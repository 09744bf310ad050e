/**
 * Replacing the master key: the new one is configured before the old one, everything is sealed anew with it, and then the old one
 * can go (docs/security.md). Knows no table but those that {@link io.vox.server.platform.secret.SealedTable} beans name.
 */
@NullMarked
package io.vox.server.platform.rotation;

import org.jspecify.annotations.NullMarked;
