package io.vox.sdk;

import io.vox.sdk.model.Problem;
import io.vox.sdk.model.ProblemDetail;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server answered that something is wrong. There is a subclass for each status that programs handle; decide by
 * {@link #code()}, which names the problem exactly (docs/http-status-codes.md).
 */
public class ProblemException extends VoxException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final String IN_FLIGHT = "idempotency_in_flight";

    private final int status;
    private final String message;
    // The generated type is not serializable.
    private final transient @Nullable Problem problem;
    private final @Nullable Duration retryAfter;

    ProblemException(ProblemAnswer answer) {
        super(answer.message(), null);
        this.status = answer.status();
        this.message = answer.message();
        this.problem = answer.problem();
        this.retryAfter = answer.retryAfter();
    }

    /** HTTP status of the answer, 300..599. */
    public final int status() {
        return status;
    }

    /**
     * The problem's code, such as {@code lease_lost}; {@code http_502} and the like if the answer is no problem document, which
     * is what proxies do.
     */
    public final String code() {
        return problem == null || problem.getCode() == null ? "http_" + status : problem.getCode();
    }

    /** What happened and what to do, in one line for people. */
    public final String detail() {
        return problem == null || problem.getDetail() == null ? message : problem.getDetail();
    }

    /** What is wrong with which field; empty unless the code is {@code validation_failed}. */
    public final List<ProblemDetail> details() {
        return problem == null || problem.getDetails() == null ? List.of() : List.copyOf(problem.getDetails());
    }

    /** Names the request in the server's log; empty if something before the server answered. */
    public final Optional<String> traceId() {
        return Optional.ofNullable(problem).map(Problem::getTraceId);
    }

    /** How long the server asks to wait before another try. */
    public final Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The whole document; empty if the answer is none. */
    public final Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public final boolean isTransient() {
        return status == 429 || status >= 500 || code().equals(IN_FLIGHT);
    }
}
