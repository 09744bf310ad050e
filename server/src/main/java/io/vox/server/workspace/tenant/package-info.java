/**
 * Tenants and who belongs to them. Every user has a personal workspace from the beginning. Owns the tables {@code workspace}
 * and {@code membership}.
 */
@NullMarked
package io.vox.server.workspace.tenant;

import org.jspecify.annotations.NullMarked;
