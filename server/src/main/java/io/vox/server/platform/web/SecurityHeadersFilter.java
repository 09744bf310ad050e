package io.vox.server.platform.web;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Map;

/**
 * What keeps browsers from making more of an answer than it is. An answer that has one of the headers keeps its own: a page
 * needs a wider policy, a board may be stored.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SecurityHeadersFilter implements Ordered {
    private static final Map<CharSequence, CharSequence> HEADERS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            HttpHeaders.CACHE_CONTROL,
            "no-store");

    private final PublicUrl url;

    SecurityHeadersFilter(PublicUrl url) {
        this.url = url;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.order();
    }

    @ResponseFilter
    void protect(MutableHttpResponse<?> response) {
        MutableHttpHeaders headers = response.getHeaders();
        if (url.isSecure()) {
            headers.add("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        HEADERS.forEach((name, value) -> {
            if (!headers.contains(name.toString())) {
                headers.add(name, value);
            }
        });
    }
}
