package io.vox.sdk;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vox.sdk.model.Problem;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is no success, read as far as it can be.
 *
 * @param problem the document; null = the body is none, as from proxies
 * @param retryAfter what the header of that name asks for; null = it is absent or unreadable
 */
record ProblemAnswer(
        int status,
        String message,
        @Nullable Problem problem,
        @Nullable Duration retryAfter) {

    /** Reads an answer and says what to throw. */
    static VoxException toException(HttpResponse<byte[]> response, ObjectMapper json, Clock clock) {
        if (response.statusCode() == 304) {
            return new NotModifiedException();
        }
        ProblemAnswer answer = read(response, json, clock);
        return switch (answer.status) {
            case 400 -> new BadRequestException(answer);
            case 401 -> new UnauthenticatedException(answer);
            case 403 -> new ForbiddenException(answer);
            case 404 -> new NotFoundException(answer);
            case 409 -> new ConflictException(answer);
            case 412 -> new VersionMismatchException(answer);
            case 413 -> new PayloadTooLargeException(answer);
            case 422 -> new UnprocessableException(answer);
            case 429 -> new RateLimitedException(answer);
            default -> answer.status >= 500 ? new ServerException(answer) : new ProblemException(answer);
        };
    }

    private static ProblemAnswer read(HttpResponse<byte[]> response, ObjectMapper json, Clock clock) {
        int status = response.statusCode();
        Duration retryAfter = retryAfter(response.headers(), clock.instant());
        String type = response.headers().firstValue("Content-Type").orElse("no content type");
        if (isJson(type)) {
            try {
                Problem problem = json.readValue(response.body(), Problem.class);
                if (problem.getCode() != null && problem.getDetail() != null) {
                    String trace = problem.getTraceId() == null ? "" : ", trace " + problem.getTraceId();
                    String message = "%s (%d %s%s)".formatted(problem.getDetail(), status, problem.getCode(), trace);
                    return new ProblemAnswer(status, message, problem, retryAfter);
                }
            } catch (JacksonException e) {
                // Told below, as any other body that is not ours.
            } catch (IOException e) {
                throw new IllegalStateException("bytes in memory are read without a failure", e);
            }
        }
        String message = "%s answered %d without a problem document (%s)."
                .formatted(response.uri().getAuthority(), status, type);
        return new ProblemAnswer(status, message, null, retryAfter);
    }

    private static boolean isJson(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/problem+json") || lower.startsWith("application/json");
    }

    /** Seconds or a date, as RFC 9110 section 10.2.3 has it. */
    private static @Nullable Duration retryAfter(HttpHeaders headers, Instant now) {
        String value = headers.firstValue("Retry-After").map(String::strip).orElse("");
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Duration until = Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
