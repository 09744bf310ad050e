package io.vox.server.platform.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.UnauthenticatedException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who makes the request that the calling thread works on. For controllers; services are given a principal. Thread-safe. */
@Singleton
public final class CurrentPrincipal {
    private static final String ATTRIBUTE = "vox.principal";

    static void set(HttpRequest<?> request, Principal principal) {
        request.setAttribute(ATTRIBUTE, principal);
    }

    /** Returns the principal of a request, to what works beside it; empty in an operation that is {@link Anonymous}. */
    public static Optional<Principal> of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Principal.class);
    }

    /** Returns the principal; empty in an operation that is {@link Anonymous}. */
    public Optional<Principal> find() {
        return ServerRequestContext.currentRequest().flatMap(CurrentPrincipal::of);
    }

    /**
     * Returns the person who asks.
     *
     * @throws ForbiddenException if an eval agent does
     */
    public Principal.User user() {
        return switch (find().orElseThrow(CurrentPrincipal::nobody)) {
            case Principal.User user -> user;
            case Principal.EvalAgent agent -> throw new ForbiddenException("This is for people, not for eval agents.");
        };
    }

    /**
     * Returns the eval agent that asks.
     *
     * @throws ForbiddenException if a person does
     */
    public Principal.EvalAgent evalAgent() {
        return switch (find().orElseThrow(CurrentPrincipal::nobody)) {
            case Principal.EvalAgent agent -> agent;
            case Principal.User user -> throw new ForbiddenException("This is for eval agents: send an agent token.");
        };
    }

    private static UnauthenticatedException nobody() {
        return new UnauthenticatedException("Send a token as Authorization: Bearer.");
    }
}
