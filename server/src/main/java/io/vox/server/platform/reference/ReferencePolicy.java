package io.vox.server.platform.reference;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * What the page of the reference may do in a browser: run what this server gives it, read the contract, try operations here,
 * and nothing elsewhere. Its library sets styles from its program, which is what {@code unsafe-inline} is for.
 */
@ServerFilter({"/api/reference", "/api/reference/**"})
final class ReferencePolicy {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @ResponseFilter
    void permit(MutableHttpResponse<?> response) {
        if (response.code() < HttpStatus.BAD_REQUEST.getCode()) {
            response.header("Content-Security-Policy", POLICY);
            // Asked for anew each time, answered 304 unless this is another version.
            response.getHeaders().remove(HttpHeaders.EXPIRES);
            response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
    }
}
