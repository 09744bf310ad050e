/**
 * People with accounts. Owns the table {@code app_user}.
 */
@NullMarked
package io.vox.server.identity.user;

import org.jspecify.annotations.NullMarked;
