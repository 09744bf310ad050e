package io.vox.server.platform.problem;

import java.util.List;

/** What the framework refused before any of our code was asked, said in our words. */
final class RefusedException extends VoxException {
    private final List<ProblemDetail> details;

    RefusedException(ProblemCode code, String publicDetail) {
        this(code, publicDetail, List.of());
    }

    RefusedException(ProblemCode code, String publicDetail, List<ProblemDetail> details) {
        super(code, publicDetail);
        this.details = List.copyOf(details);
    }

    @Override
    public List<ProblemDetail> details() {
        return details;
    }
}
