/**
 * Signing in elsewhere: any provider of OpenID Connect by configuration (docs/adr/0084). An account is found by who the person
 * is there, or by an address that both sides have proved. Owns the table {@code user_identity}.
 */
@NullMarked
package io.vox.server.identity.oidc;

import org.jspecify.annotations.NullMarked;
