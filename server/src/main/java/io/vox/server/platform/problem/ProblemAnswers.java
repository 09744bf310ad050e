package io.vox.server.platform.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.vox.server.platform.trace.TraceId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes problems into answers. Immutable. */
@Singleton
public final class ProblemAnswers {
    private static final String TYPE = "https://vox.example/problems/";
    private static final MediaType MEDIA_TYPE = MediaType.APPLICATION_JSON_PROBLEM_TYPE;

    private final Clock clock;

    ProblemAnswers(Clock clock) {
        this.clock = clock;
    }

    /** Returns a new answer. */
    public MutableHttpResponse<?> answer(HttpRequest<?> request, VoxException exception) {
        return into(HttpResponse.status(HttpStatus.OK), request, exception);
    }

    MutableHttpResponse<Object> into(MutableHttpResponse<?> response, HttpRequest<?> request, VoxException exception) {
        ProblemCode code = exception.code();
        Duration retryAfter = exception.retryAfter();
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        if (code.status() == HttpStatus.UNAUTHORIZED.getCode()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        Problem problem = new Problem(
                TYPE + code.wire(),
                code.title(),
                code.status(),
                exception.publicDetail(),
                code.wire(),
                Instant.now(clock).truncatedTo(ChronoUnit.MILLIS),
                exception.details(),
                TraceId.of(request),
                exception.state(),
                exception.limit(),
                exception.count());
        return response.status(code.status()).contentType(MEDIA_TYPE).<Object>body(problem);
    }
}
