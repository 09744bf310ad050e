package io.vox.server.platform.problem;

import java.time.Duration;

/** Somebody asks too often. */
public final class RateLimitedException extends VoxException {
    private final Duration retryAfter;

    public RateLimitedException(String publicDetail, Duration retryAfter) {
        super(ProblemCode.RATE_LIMITED, publicDetail);
        this.retryAfter = retryAfter;
    }

    @Override
    public Duration retryAfter() {
        return retryAfter;
    }
}
