package io.vox.server.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to providers of OpenID Connect: reads their descriptions, exchanges codes, checks what they sign. A provider that fails
 * again and again is left alone for a while; one that refuses does not fail, since anybody can have it refuse. Thread-safe.
 */
@Singleton
class OidcClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int LARGEST_ANSWER = 512 * 1024;
    /** What providers sign with, and nothing with a shared key: the token must not choose. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    /**
     * Returns where people sign in.
     *
     * @throws OidcException if the provider cannot be asked
     */
    URI authorizationEndpoint(OidcProvider provider) {
        return describe(provider).authorizationEndpoint();
    }

    /**
     * Exchanges a code for who somebody is.
     *
     * @param verifier for a provider with PKCE
     * @param nonce that the token of a provider with nonces must have, as it was asked for
     * @throws OidcException if the provider refuses the code, cannot be asked, or what it signed is not right
     */
    Person exchange(OidcProvider provider, String code, String verifier, String nonce, URI redirectUri) {
        Known description = describe(provider);
        Map<String, String> grant = new HashMap<>(
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", redirectUri.toString()));
        if (provider.pkce()) {
            grant.put("code_verifier", verifier);
        }
        Map<String, Object> answer = ask(
                provider,
                HttpRequest.newBuilder(description.tokenEndpoint())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Authorization", "Basic " + basic(provider))
                        .POST(HttpRequest.BodyPublishers.ofString(form(grant))));
        if (!(answer.get("id_token") instanceof String idToken)) {
            throw new OidcException("no id_token was answered");
        }
        try {
            JWTClaimsSet claims = processor(provider, description).process(idToken, null);
            if (provider.nonce() && !nonce.equals(claims.getStringClaim("nonce"))) {
                throw new OidcException("the nonce is another");
            }
            return new Person(
                    Objects.requireNonNull(claims.getSubject()),
                    claims.getStringClaim("email"),
                    isTrue(claims.getClaim("email_verified")),
                    claims.getStringClaim("name"));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new OidcException("what the provider signed is not right", e);
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(OidcProvider provider, Known description) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, description.keys()));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                provider.clientId(),
                new JWTClaimsSet.Builder().issuer(description.issuer()).build(),
                Set.of("sub", "iat", "exp")));
        return processor;
    }

    /** Some send the word instead of the value. */
    private static boolean isTrue(@Nullable Object claim) {
        return Boolean.TRUE.equals(claim) || "true".equals(claim);
    }

    private Known describe(OidcProvider provider) {
        Known description = known.get(provider.name());
        if (description == null) {
            String base = provider.issuer().toString().replaceAll("/$", "");
            Map<String, Object> answer = ask(
                    provider,
                    HttpRequest.newBuilder(URI.create(base + "/.well-known/openid-configuration"))
                            .GET());
            String issuer = text(answer, "issuer");
            if (!issuer.replaceAll("/$", "").equals(base)) {
                throw new OidcException("the description is another issuer's");
            }
            try {
                description = new Known(
                        issuer,
                        URI.create(text(answer, "authorization_endpoint")),
                        URI.create(text(answer, "token_endpoint")),
                        JWKSourceBuilder.<SecurityContext>create(
                                        URI.create(text(answer, "jwks_uri")).toURL(),
                                        new DefaultResourceRetriever(
                                                (int) TIMEOUT.toMillis(), (int) TIMEOUT.toMillis(), LARGEST_ANSWER))
                                .build());
            } catch (MalformedURLException | IllegalArgumentException e) {
                throw new OidcException("the description makes no sense", e);
            }
            known.put(provider.name(), description);
        }
        return description;
    }

    private Map<String, Object> ask(OidcProvider provider, HttpRequest.Builder request) {
        HttpResponse<String> response;
        try {
            response = breakers.computeIfAbsent(provider.name(), CircuitBreaker::ofDefaults)
                    .executeCallable(() -> send(request));
        } catch (CallNotPermittedException e) {
            throw new OidcException("the provider is left alone for a while", e);
        } catch (Exception e) {
            throw new OidcException("the provider cannot be asked", e);
        }
        if (response.statusCode() != OK) {
            throw new OidcException("the provider refuses with status " + response.statusCode());
        }
        try {
            return JSONObjectUtils.parse(response.body(), LARGEST_ANSWER);
        } catch (ParseException e) {
            throw new OidcException("what the provider answers makes no sense", e);
        }
    }

    /** Returns an answer or a refusal; all else is a failure. */
    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                request.timeout(TIMEOUT).header("Accept", "application/json").build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK && response.statusCode() / 100 != 4) {
            throw new IOException("status " + response.statusCode());
        }
        return response;
    }

    private static String text(Map<String, Object> answer, String member) {
        if (answer.get(member) instanceof String text) {
            return text;
        }
        throw new OidcException("the description has no " + member);
    }

    private static String basic(OidcProvider provider) {
        return Base64.getEncoder()
                .encodeToString((encode(provider.clientId()) + ":" + encode(provider.clientSecret()))
                        .getBytes(StandardCharsets.UTF_8));
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private record Known(
            String issuer, URI authorizationEndpoint, URI tokenEndpoint, JWKSource<SecurityContext> keys) {}

    /**
     * Who somebody is there.
     *
     * @param subject what the provider never gives to another person
     * @param email null = not told
     * @param emailVerified whether the provider says that the address is the person's
     * @param name null = not told
     */
    record Person(
            String subject,
            @Nullable String email,
            boolean emailVerified,
            @Nullable String name) {}
}
