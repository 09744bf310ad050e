package io.vox.server.identity.oidc;

import java.net.URI;

/**
 * Where people may sign in.
 *
 * @param name in addresses and tables: {@code google}
 * @param issuer whose description is at {@code /.well-known/openid-configuration}
 * @param clientId what the provider knows us by
 * @param clientSecret with it
 * @param label for buttons
 * @param scopes what is asked for
 * @param nonce whether its tokens tell the nonce that they were asked for with
 * @param pkce whether it takes the proof that who ends it began it (RFC 7636)
 */
record OidcProvider(
        String name,
        URI issuer,
        String clientId,
        String clientSecret,
        String label,
        String scopes,
        boolean nonce,
        boolean pkce) {
    /** Never the secret. */
    @Override
    public String toString() {
        return "OidcProvider[" + name + ", " + issuer + "]";
    }
}
