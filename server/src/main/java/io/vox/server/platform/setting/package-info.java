/**
 * What administrators set while the server runs, over its configuration. Sealed with the master key; what is a secret is shown
 * to nobody. Owns the table {@code setting}, but for the row that says that the server is set up.
 */
@NullMarked
package io.vox.server.platform.setting;

import org.jspecify.annotations.NullMarked;
