/**
 * How people stay in: passwords, access and refresh tokens, links that work once (docs/adr/0023, docs/adr/0082). Owns the
 * tables {@code challenge} and {@code refresh_token}; reads the view {@code principal}.
 */
@NullMarked
package io.vox.server.identity.session;

import org.jspecify.annotations.NullMarked;
