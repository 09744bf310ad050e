package io.vox.server.platform.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the caller is told as a problem. Its message is public: one line that says what happened and what to do,
 * without secrets and names of classes; the cause is for the log.
 */
public abstract class VoxException extends RuntimeException {
    private final ProblemCode code;

    protected VoxException(ProblemCode code, String publicDetail) {
        super(publicDetail);
        this.code = code;
    }

    protected VoxException(ProblemCode code, String publicDetail, Throwable cause) {
        super(publicDetail, cause);
        this.code = code;
    }

    public final ProblemCode code() {
        return code;
    }

    /** Returns the public message. */
    public final String publicDetail() {
        return String.valueOf(getMessage());
    }

    /** Returns what is wrong with which field; empty unless the request was not valid. */
    public List<ProblemDetail> details() {
        return List.of();
    }

    /** Returns the state in which the thing was, null = not about a state. */
    public @Nullable String state() {
        return null;
    }

    /** Returns the limit that was reached, null = not about a limit. */
    public @Nullable Long limit() {
        return null;
    }

    /** Returns how many there are already, null = not about a limit. */
    public @Nullable Long count() {
        return null;
    }

    /** Returns after what time to try again, null = that would not help. */
    public @Nullable Duration retryAfter() {
        return null;
    }
}
