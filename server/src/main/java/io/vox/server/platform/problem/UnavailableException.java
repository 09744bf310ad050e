package io.vox.server.platform.problem;

import java.time.Duration;

/** Something that is needed is not there at the moment; the request had no effect. */
public final class UnavailableException extends VoxException {
    private final Duration retryAfter;

    public UnavailableException(ProblemCode code, String publicDetail, Duration retryAfter) {
        super(code, publicDetail);
        this.retryAfter = retryAfter;
    }

    public UnavailableException(ProblemCode code, String publicDetail, Duration retryAfter, Throwable cause) {
        super(code, publicDetail, cause);
        this.retryAfter = retryAfter;
    }

    @Override
    public Duration retryAfter() {
        return retryAfter;
    }
}
