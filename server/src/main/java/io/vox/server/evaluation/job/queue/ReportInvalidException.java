package io.vox.server.evaluation.job.queue;

import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.ProblemDetail;
import io.vox.server.platform.problem.VoxException;
import java.util.List;

/** A report has the shape of the contract, and yet contradicts itself or the job. */
public final class ReportInvalidException extends VoxException {
    private final List<ProblemDetail> details;

    /** Creates it with at least one detail. */
    public ReportInvalidException(List<ProblemDetail> details) {
        super(
                ProblemCode.REPORT_INVALID,
                "The report " + details.getFirst().pointer() + " "
                        + details.getFirst().reason()
                        + (details.size() == 1 ? "." : ", and " + (details.size() - 1) + " more."));
        this.details = List.copyOf(details);
    }

    @Override
    public List<ProblemDetail> details() {
        return details;
    }
}
