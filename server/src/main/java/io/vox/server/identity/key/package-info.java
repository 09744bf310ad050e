/**
 * API keys: what programs sign in with (docs/adr/0083). A key acts for its maker in the one workspace in which it was made,
 * within its scopes; what its maker may not do any more, it may not either. Owns the tables {@code api_key}, {@code
 * api_key_secret} and {@code api_key_usage}; reads the view {@code principal}.
 */
@NullMarked
package io.vox.server.identity.key;

import org.jspecify.annotations.NullMarked;
