package io.vox.server.identity.setup;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import io.vox.server.platform.access.BeforeSetup;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ProblemCode;
import jakarta.inject.Named;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/** Refuses what needs a server that is set up. Asks the database until it is, by whichever server, and never after. */
@ServerFilter("/api/**")
class SetupFilter implements Ordered, ApplicationEventListener<ServerStartupEvent> {
    private final SetupService setups;
    private final InitCode initCode;
    private final ExecutorService executor;
    private volatile boolean completed;

    SetupFilter(SetupService setups, InitCode initCode, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.setups = setups;
        this.initCode = initCode;
        this.executor = executor;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.before();
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        completed = setups.isCompleted();
        if (!completed) {
            initCode.announce();
        }
    }

    /** Answers the request itself, when it may go on: an empty stage would end it. */
    @RequestFilter
    CompletionStage<HttpRequest<?>> check(HttpRequest<?> request) {
        RouteMatch<?> route = RouteAttributes.getRouteMatch(request).orElse(null);
        if (completed || route == null || route.getAnnotationMetadata().hasAnnotation(BeforeSetup.class)) {
            return CompletableFuture.completedFuture(request);
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    requireCompleted();
                    return request;
                },
                executor);
    }

    private void requireCompleted() {
        completed = setups.isCompleted();
        if (!completed) {
            throw new ConflictException(
                    ProblemCode.SETUP_REQUIRED, "This server is not set up yet; POST /api/v1/setup does that.");
        }
    }
}
