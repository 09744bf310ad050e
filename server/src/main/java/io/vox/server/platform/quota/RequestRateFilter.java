package io.vox.server.platform.quota;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.vox.server.platform.limit.RequestLimits.Rate;
import org.jspecify.annotations.Nullable;

/** Says with every answer how much of a rate is left. Around the filter that counts, since that also refuses. */
@ServerFilter("/api/**")
class RequestRateFilter implements Ordered {
    private static final String ATTRIBUTE = "vox.rate";

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.before();
    }

    static void note(HttpRequest<?> request, Rate rate) {
        request.setAttribute(ATTRIBUTE, rate);
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, @Nullable MutableHttpResponse<?> response) {
        if (response != null) {
            request.getAttribute(ATTRIBUTE, Rate.class).ifPresent(rate -> {
                response.header("RateLimit-Limit", Long.toString(rate.limit()));
                response.header("RateLimit-Remaining", Long.toString(rate.remaining()));
                response.header("RateLimit-Reset", Long.toString(rate.resetSeconds()));
            });
        }
    }
}
