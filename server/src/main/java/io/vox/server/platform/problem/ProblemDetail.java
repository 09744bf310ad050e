package io.vox.server.platform.problem;

import io.micronaut.serde.annotation.Serdeable;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer JSON pointer into the body ({@code /scenarios/0/name}), or {@code query/limit}, {@code path/jobId},
 *     {@code header/Vox-Lease}
 * @param reason why it is refused, in words
 */
@Serdeable.Serializable
public record ProblemDetail(String pointer, String reason) {}
