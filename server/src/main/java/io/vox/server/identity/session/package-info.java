/**
 * How people get in and stay in: activation, password, access and refresh tokens (docs/adr/0023). Owns the tables
 * {@code challenge} and {@code refresh_token}.
 */
@NullMarked
package io.vox.server.identity.session;

import org.jspecify.annotations.NullMarked;
