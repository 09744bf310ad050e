package io.vox.server.platform.access;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.UnauthenticatedException;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * Finds out who asks. Paths that do not exist pass, to be answered 404; what exists needs a bearer unless it is
 * {@link Anonymous}, or {@link BearerOptional} and sent without. Who may not use the operation at all, whatever it is used
 * on, is refused here, by the {@link Policy}.
 */
@ServerFilter("/api/**")
final class BearerFilter implements Ordered {
    private static final String SCHEME = "Bearer ";

    private final List<BearerReader> readers;
    private final Policy policy;
    private final BrowserCookies cookies;
    private final ExecutorService executor;

    BearerFilter(
            List<BearerReader> readers,
            Policy policy,
            BrowserCookies cookies,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.readers = List.copyOf(readers);
        this.policy = policy;
        this.cookies = cookies;
        this.executor = executor;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order();
    }

    /** Answers the request itself, when it may go on: an empty stage would end it. */
    @RequestFilter
    CompletionStage<HttpRequest<?>> authenticate(HttpRequest<?> request) {
        RouteMatch<?> route = RouteAttributes.getRouteMatch(request).orElse(null);
        if (route == null || mayBeAnonymous(request, route)) {
            return CompletableFuture.completedFuture(request);
        }
        String operation = operation(route);
        Bearer bearer = bearer(request).orElseThrow(() -> refused(operation, "Send a token as Authorization: Bearer."));
        BearerReader reader = readers.stream()
                .filter(candidate -> candidate.knows(bearer.token()))
                .findFirst()
                .orElseThrow(() -> invalid(operation));
        return reader.waits()
                ? CompletableFuture.supplyAsync(
                        () -> accept(request, operation, bearer, reader.read(bearer.token())), executor)
                : CompletableFuture.completedFuture(accept(request, operation, bearer, reader.read(bearer.token())));
    }

    private boolean mayBeAnonymous(HttpRequest<?> request, RouteMatch<?> route) {
        return route.getAnnotationMetadata().hasAnnotation(Anonymous.class)
                || (route.getAnnotationMetadata().hasAnnotation(BearerOptional.class)
                        && !request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
                        && cookies.accessToken(request).isEmpty());
    }

    private HttpRequest<?> accept(HttpRequest<?> request, String operation, Bearer bearer, Optional<Principal> found) {
        Principal principal = found.orElseThrow(() -> invalid(operation));
        if (bearer.byBrowser()) {
            cookies.requireCsrf(request, principal);
        }
        CurrentPrincipal.set(request, principal);
        policy.requireOperation(principal, operation);
        return request;
    }

    /** The method of a controller is named as the operation of the contract that it answers. */
    private static String operation(RouteMatch<?> route) {
        return route instanceof MethodBasedRouteMatch<?, ?> method ? method.getMethodName() : "";
    }

    /** A header counts before a cookie: browsers add cookies by themselves. */
    private Optional<Bearer> bearer(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return cookies.accessToken(request).map(token -> new Bearer(token, true));
        }
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(new Bearer(header.substring(SCHEME.length()).strip(), false))
                : Optional.empty();
    }

    private UnauthenticatedException invalid(String operation) {
        return refused(operation, "The token is wrong, expired or revoked.");
    }

    /** Eval agents end when their token works no more, and so are told that it is about this. */
    private UnauthenticatedException refused(String operation, String publicDetail) {
        return new UnauthenticatedException(
                policy.isForAgents(operation) ? ProblemCode.AGENT_TOKEN_INVALID : ProblemCode.UNAUTHENTICATED,
                publicDetail);
    }

    private record Bearer(String token, boolean byBrowser) {
        /** Never the token. */
        @Override
        public String toString() {
            return "Bearer[]";
        }
    }
}
