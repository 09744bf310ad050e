package io.vox.server.platform.trace;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each request its trace id. First of all filters, so that the log lines of the others have it. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class TraceFilter implements io.micronaut.core.order.Ordered {
    @Override
    public int getOrder() {
        return ServerFilterPhase.TRACING.before();
    }

    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext context) {
        context.add(new MdcPropagationContext(Map.of(TraceId.MDC_KEY, TraceId.of(request))));
    }

    @ResponseFilter
    void end(HttpRequest<?> request, @Nullable MutableHttpResponse<?> response) {
        if (response != null) {
            response.header(TraceId.HEADER, TraceId.of(request));
        }
    }
}
