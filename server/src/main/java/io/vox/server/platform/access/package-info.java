/**
 * Who asks, and what they may. A request carries a bearer; each kind of bearer has a
 * {@link io.vox.server.platform.access.BearerReader} in the module that issues it. All decisions are in
 * {@link io.vox.server.platform.access.Policy}; all queries of tenants take a
 * {@link io.vox.server.platform.access.WorkspaceScope}.
 */
@NullMarked
package io.vox.server.platform.access;

import org.jspecify.annotations.NullMarked;
