package io.vox.server.evaluation.job.queue;

import io.vox.server.evaluation.job.Fault;
import io.vox.server.evaluation.job.JobNotFoundException;
import io.vox.server.evaluation.job.JobStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what eval agents tell of the jobs that they hold. Every method throws {@link JobNotFoundException} if there is no
 * such job for this agent and {@link LeaseLostException} if it does not hold it; the reports that end a lease answer a
 * repetition as they answered the first time. Thread-safe.
 */
@Singleton
public class ReportService {
    private final JobQueue queue;
    private final JobCompletion completion;
    private final LeaseEnding leases;
    private final FigureCalculator calculator;

    ReportService(JobQueue queue, JobCompletion completion, LeaseEnding leases, FigureCalculator calculator) {
        this.queue = queue;
        this.completion = completion;
        this.leases = leases;
        this.calculator = calculator;
    }

    /** Appends events, numbered upwards; those that came before are left out. */
    public Progress progress(HeldLease lease, List<ProgressEvent> events) {
        return queue.append(lease, events).orElseThrow(() -> lost(lease));
    }

    /**
     * Completes a job.
     *
     * @throws ReportInvalidException if the report is of scenarios that the job has not
     */
    public JobOutcome complete(HeldLease lease, Report report) {
        Figures figures = calculator.compute(report);
        return answer(completion.complete(lease, report, figures), lease, Set.of(JobStatus.COMPLETED));
    }

    /** Ends a job that cannot be done, or has it tried again. */
    public JobOutcome fail(HeldLease lease, Fault fault) {
        return answer(
                leases.end(lease, attempt -> LeaseEnd.faulty(attempt, fault)),
                lease,
                Set.of(JobStatus.PENDING, JobStatus.FAILED, JobStatus.CANCELED));
    }

    /** Gives a job back. */
    public JobOutcome release(HeldLease lease, String reason) {
        return answer(
                leases.end(lease, attempt -> LeaseEnd.released(attempt, reason)),
                lease,
                Set.of(JobStatus.PENDING, JobStatus.CANCELED));
    }

    private JobOutcome answer(Optional<JobOutcome> outcome, HeldLease lease, Set<JobStatus> possible) {
        return outcome.or(() -> leases.repeated(lease, possible)).orElseThrow(LeaseLostException::new);
    }

    private RuntimeException lost(HeldLease lease) {
        leases.repeated(lease, Set.of());
        return new LeaseLostException();
    }
}
