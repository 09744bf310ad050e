package io.vox.server.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error (RFC 9457).
 *
 * @param state the state in which the thing was, only with codes that speak of one
 * @param limit the limit, only with codes that speak of one
 * @param count how many there are already, only with {@code limit_reached}
 */
@Serdeable.Serializable
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        Instant timestamp,
        List<ProblemDetail> details,
        String traceId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String state,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long limit,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long count) {}
