/**
 * Whether the server lives and can work, and the contract that it keeps.
 */
@NullMarked
package io.vox.server.platform.health;

import org.jspecify.annotations.NullMarked;
