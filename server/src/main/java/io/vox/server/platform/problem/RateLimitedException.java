package io.vox.server.platform.problem;

import java.time.Duration;

/** Somebody asks too often, or has asked as much as the plan has. */
public final class RateLimitedException extends VoxException {
    private final Duration retryAfter;

    /** Creates one of somebody who asks too often. */
    public RateLimitedException(String publicDetail, Duration retryAfter) {
        this(ProblemCode.RATE_LIMITED, publicDetail, retryAfter);
    }

    /** Creates one with another code, such as that of a quota. */
    public RateLimitedException(ProblemCode code, String publicDetail, Duration retryAfter) {
        super(code, publicDetail);
        this.retryAfter = retryAfter;
    }

    @Override
    public Duration retryAfter() {
        return retryAfter;
    }
}
