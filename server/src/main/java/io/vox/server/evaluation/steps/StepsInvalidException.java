package io.vox.server.evaluation.steps;

import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.ProblemDetail;
import io.vox.server.platform.problem.VoxException;
import java.util.List;

/** Steps that cannot be carried out. */
final class StepsInvalidException extends VoxException {
    private static final int MOST_DETAILS = 100;

    private final List<ProblemDetail> details;

    /** Creates it with at least one detail. */
    StepsInvalidException(List<ProblemDetail> details) {
        super(ProblemCode.STEPS_INVALID, summary(details));
        this.details = details.stream().limit(MOST_DETAILS).toList();
    }

    @Override
    public List<ProblemDetail> details() {
        return details;
    }

    private static String summary(List<ProblemDetail> details) {
        ProblemDetail first = details.getFirst();
        String others = details.size() == 1 ? "" : " (and " + (details.size() - 1) + " more)";
        return first.pointer().substring(1) + ": " + first.reason() + others;
    }
}
