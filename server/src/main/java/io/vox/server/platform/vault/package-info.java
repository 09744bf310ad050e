/**
 * Secrets of workspaces (RES-40). They are written and never shown again, sealed with the master key. {@link
 * io.vox.server.platform.vault.Vault} opens them for the module that hands out work, and for nobody else. Owns the table
 * {@code secret}.
 */
@NullMarked
package io.vox.server.platform.vault;

import org.jspecify.annotations.NullMarked;
