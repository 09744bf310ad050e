package io.vox.server.platform.access;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.secret.MasterKeys;
import io.vox.server.platform.web.PublicUrl;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * How browsers carry a session: in cookies that no script can read (RES-16). A page asks for that by the header {@code
 * Vox-Session: cookie}, which other sites cannot send. Since a browser adds cookies to whatever a page of another site makes it
 * send, what changes something also needs the header {@code Vox-Csrf} with a text that only pages of ours can ask for
 * (CALY-AUTH-12). Thread-safe.
 */
@Singleton
public final class BrowserCookies {
    private static final String MODE = "Vox-Session";
    private static final String COOKIE = "cookie";
    private static final String CSRF = "Vox-Csrf";
    private static final String ACCESS = "vox_access";
    private static final String REFRESH = "vox_refresh";
    private static final String FLOW = "vox_oauth";
    private static final String ROOT = "/";
    private static final String FLOW_PATH = "/api/v1/auth/oauth";
    private static final String REFRESH_PATH = "/api/v1/auth";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final MasterKeys keys;
    private final PublicUrl url;
    private final Clock clock;

    BrowserCookies(MasterKeys keys, PublicUrl url, Clock clock) {
        this.keys = keys;
        this.url = url;
        this.clock = clock;
    }

    /** Whether a page asks for a session in cookies. */
    public boolean areWanted(HttpRequest<?> request) {
        return COOKIE.equals(request.getHeaders().get(MODE));
    }

    /** Returns the access token that a browser carries. */
    Optional<String> accessToken(HttpRequest<?> request) {
        return request.getCookies().findCookie(name(ACCESS)).map(Cookie::getValue);
    }

    /** Returns the refresh token that a browser carries, to a page that asks for it. */
    public Optional<String> refreshToken(HttpRequest<?> request) {
        return areWanted(request)
                ? request.getCookies().findCookie(name(REFRESH)).map(Cookie::getValue)
                : Optional.empty();
    }

    /** Gives a session to a browser. */
    public void set(MutableHttpResponse<?> response, String accessToken, String refreshToken, Duration life) {
        response.cookie(cookie(ACCESS, accessToken, ROOT, life));
        response.cookie(cookie(REFRESH, refreshToken, REFRESH_PATH, life));
    }

    /** Gives a session to a browser that comes back from elsewhere, and takes what it kept meanwhile. */
    public <T> MutableHttpResponse<T> begin(
            MutableHttpResponse<T> response, String accessToken, String refreshToken, Instant until) {
        set(response, accessToken, refreshToken, Duration.between(Instant.now(clock), until));
        return response.cookie(flow("", Duration.ZERO));
    }

    /** Returns what a browser keeps while its person signs in elsewhere. */
    public Cookie flow(String sealed, Duration life) {
        return cookie(FLOW, sealed, FLOW_PATH, life);
    }

    /** Returns what a browser kept while its person signed in elsewhere. */
    public Optional<String> flow(HttpRequest<?> request) {
        return request.getCookies().findCookie(name(FLOW)).map(Cookie::getValue);
    }

    /** Takes a session from a browser. */
    public void clear(MutableHttpResponse<?> response) {
        response.cookie(cookie(ACCESS, "", ROOT, Duration.ZERO));
        response.cookie(cookie(REFRESH, "", REFRESH_PATH, Duration.ZERO));
    }

    /** Returns what pages of a session have to send with what changes something. */
    public String csrfToken(String sessionId) {
        return HexFormat.of().formatHex(keys.authenticate("csrf", sessionId));
    }

    /**
     * Refuses what another site may have made the browser send.
     *
     * @throws ForbiddenException if it changes something and lacks the session's token
     */
    void requireCsrf(HttpRequest<?> request, Principal principal) {
        if (SAFE.contains(request.getMethod())) {
            return;
        }
        String sent = request.getHeaders().get(CSRF);
        if (sent == null
                || !(principal instanceof Principal.User user)
                || !(user.proof() instanceof Principal.Session session)
                || session.id() == null
                || !MessageDigest.isEqual(
                        csrfToken(session.id()).getBytes(StandardCharsets.UTF_8),
                        sent.getBytes(StandardCharsets.UTF_8))) {
            throw new ForbiddenException(
                    ProblemCode.CSRF_TOKEN_MISSING, "Send the answer of GET /api/v1/auth/csrf as Vox-Csrf.");
        }
    }

    private Cookie cookie(String name, String value, String path, Duration life) {
        return Cookie.of(name(name), value)
                .path(url.isSecure() ? ROOT : path)
                .httpOnly(true)
                .secure(url.isSecure())
                .sameSite(SameSite.Lax)
                .maxAge(life);
    }

    /**
     * With the prefix browsers take a cookie from our host alone, for all of its paths, and not from a sister domain, which could
     * have somebody sign in as another; without TLS they would refuse it.
     */
    private String name(String name) {
        return url.isSecure() ? "__Host-" + name : name;
    }
}
