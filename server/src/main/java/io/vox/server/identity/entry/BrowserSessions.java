package io.vox.server.identity.entry;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.http.filter.ServerFilterPhase;
import io.vox.server.identity.session.IdentityConfiguration;
import io.vox.server.identity.session.SessionTokens;
import io.vox.server.platform.access.BrowserCookies;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.problem.ForbiddenException;
import org.jspecify.annotations.Nullable;

/** Hands the tokens of a session to a browser's cookies instead of to its page, where a page asks for that. */
@ServerFilter("/api/v1/**")
public class BrowserSessions implements Ordered {
    private static final String GIVEN = "vox.session-tokens";
    private static final String TAKEN = "vox.session-ended";

    private final BrowserCookies cookies;
    private final IdentityConfiguration configuration;

    BrowserSessions(BrowserCookies cookies, IdentityConfiguration configuration) {
        this.cookies = cookies;
        this.configuration = configuration;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    /** Notes the tokens of this request's answer. Returns whether they go into cookies, and not into the body. */
    public boolean take(SessionTokens tokens) {
        HttpRequest<?> request = ServerRequestContext.currentRequest().orElseThrow();
        if (!cookies.areWanted(request)) {
            return false;
        }
        request.setAttribute(GIVEN, tokens);
        return true;
    }

    /** Returns the refresh token of this request: the one in the body, or the browser's if the page asks for that. */
    String refreshToken(String inBody) {
        return ServerRequestContext.currentRequest()
                .flatMap(cookies::refreshToken)
                .orElse(inBody);
    }

    /** Notes that the session of this request has ended. */
    void end() {
        ServerRequestContext.currentRequest()
                .filter(cookies::areWanted)
                .ifPresent(request -> request.setAttribute(TAKEN, true));
    }

    /**
     * Returns what pages of this session have to send with what changes something.
     *
     * @throws ForbiddenException if the request belongs to no session
     */
    String csrfToken(Principal.User principal) {
        if (principal.proof() instanceof Principal.Session session && session.id() != null) {
            return cookies.csrfToken(session.id());
        }
        throw new ForbiddenException("This token belongs to no session.");
    }

    @ResponseFilter
    void answer(HttpRequest<?> request, @Nullable MutableHttpResponse<?> response) {
        if (response == null) {
            return;
        }
        request.getAttribute(GIVEN, SessionTokens.class)
                .ifPresent(tokens -> cookies.set(
                        response, tokens.access().value(), tokens.refresh().value(), configuration.refreshTokenLife()));
        if (request.getAttribute(TAKEN, Boolean.class).orElse(false)) {
            cookies.clear(response);
        }
    }
}
