package io.vox.server.platform.problem;

import java.util.List;

/** The request has the shape of the contract, and yet something in it is wrong. */
public final class InvalidRequestException extends VoxException {
    private final List<ProblemDetail> details;

    public InvalidRequestException(String pointer, String reason) {
        this(List.of(new ProblemDetail(pointer, reason)));
    }

    /** Creates it with at least one detail. */
    public InvalidRequestException(List<ProblemDetail> details) {
        super(
                ProblemCode.VALIDATION_FAILED,
                details.size() == 1 ? "1 field is not valid." : details.size() + " fields are not valid.");
        this.details = List.copyOf(details);
    }

    /**
     * Returns a list that holds no null, which the contract's validation lets pass.
     *
     * @throws InvalidRequestException if it holds one
     */
    public static <T> List<T> requireElements(String pointer, List<T> list) {
        int place = list.indexOf(null);
        if (place >= 0) {
            throw new InvalidRequestException(pointer + "/" + place, "must not be null");
        }
        return list;
    }

    @Override
    public List<ProblemDetail> details() {
        return details;
    }
}
