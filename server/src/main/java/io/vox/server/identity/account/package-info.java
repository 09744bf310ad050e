/** Accounts as others deal with them, and as their owners change and end them. */
@NullMarked
package io.vox.server.identity.account;

import org.jspecify.annotations.NullMarked;
