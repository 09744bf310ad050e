package io.vox.sdk;

import java.io.Serial;

/** Too many requests (429); see {@link #retryAfter()}. */
public final class RateLimitedException extends ProblemException {
    @Serial
    private static final long serialVersionUID = 1;

    RateLimitedException(ProblemAnswer answer) {
        super(answer);
    }
}
