package io.vox.server.identity.oidc;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.vox.server.platform.home.StartException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The providers that are configured: {@code VOX_OIDC_PROVIDERS} lists their names, {@code VOX_OIDC_GOOGLE_CLIENT_ID} and so on say what
 * there is to know of each (VOX-OAUTH-05, -06). Read at the start, which fails if something is missing. Immutable.
 */
@Context
final class OidcProviders {
    private static final String PREFIX = "vox.oidc.";
    private static final String NAME = "[a-z][a-z0-9-]{0,31}";
    private static final String SCOPES = "openid email profile";
    private static final Map<String, URI> KNOWN = Map.of(
            "google", URI.create("https://accounts.google.com"),
            "linkedin", URI.create("https://www.linkedin.com/oauth"));
    /** Its tokens tell no nonce, and its web applications may refuse a verifier. */
    private static final String PLAIN = "linkedin";

    private final List<OidcProvider> all;

    OidcProviders(Environment environment) {
        this.all = Arrays.stream(environment
                        .getProperty(PREFIX + "providers", String[].class)
                        .orElse(new String[0]))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .map(name -> provider(environment, name))
                .toList();
    }

    /** Returns them in the order of the list. */
    List<OidcProvider> all() {
        return all;
    }

    private static OidcProvider provider(Environment environment, String name) {
        if (!name.matches(NAME)) {
            throw StartException.configuration("VOX_OIDC_PROVIDERS must hold names such as google.");
        }
        return new OidcProvider(
                name,
                issuer(environment, name)
                        .or(() -> Optional.ofNullable(KNOWN.get(name)))
                        .orElseThrow(() -> missing(name, "issuer")),
                text(environment, name, "client-id").orElseThrow(() -> missing(name, "client-id")),
                text(environment, name, "client-secret").orElseThrow(() -> missing(name, "client-secret")),
                text(environment, name, "label")
                        .orElseGet(() -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)),
                text(environment, name, "scopes").orElse(SCOPES),
                has(environment, name, "nonce"),
                has(environment, name, "pkce"));
    }

    private static boolean has(Environment environment, String name, String member) {
        return environment
                .getProperty(PREFIX + name + "." + member, Boolean.class)
                .orElse(!name.equals(PLAIN));
    }

    private static Optional<URI> issuer(Environment environment, String name) {
        try {
            return text(environment, name, "issuer").map(URI::create).filter(issuer -> issuer.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Environment environment, String name, String member) {
        return environment
                .getProperty(PREFIX + name + "." + member, String.class)
                .filter(text -> !text.isBlank());
    }

    private static StartException missing(String name, String member) {
        return StartException.configuration(
                (PREFIX + name + "." + member).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")
                        + " is needed, since VOX_OIDC_PROVIDERS has " + name + ".");
    }
}
