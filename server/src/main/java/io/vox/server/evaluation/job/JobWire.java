package io.vox.server.evaluation.job;

import io.vox.api.model.JobList;
import io.vox.api.model.Visibility;
import io.vox.server.evaluation.provider.ProviderWire;
import io.vox.server.platform.page.Page;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Jobs as the contract shows them. */
public final class JobWire {
    private JobWire() {}

    public static io.vox.api.model.Job of(Job job) {
        return new io.vox.api.model.Job(
                job.id().value(),
                job.runId(),
                status(job.status()),
                job.region(),
                job.priority(),
                job.runAt().atOffset(ZoneOffset.UTC),
                ProviderWire.reference(job.provider()),
                job.workflowId(),
                job.workflowVersionId(),
                job.workflowName(),
                job.evalSetId(),
                job.evalSetVersionId(),
                job.evalSetName(),
                job.projectId(),
                job.isPublic() ? Visibility.PUBLIC : Visibility.PRIVATE,
                job.mainline(),
                job.attempt(),
                job.maxAttempts(),
                job.evalAgentId(),
                job.cancelRequested(),
                job.fault() == null ? null : fault(job.fault()),
                job.resultId(),
                job.createdBy(),
                job.createdAt().atOffset(ZoneOffset.UTC),
                time(job.startedAt()),
                time(job.finishedAt()));
    }

    public static JobList of(Page<Job> page) {
        return new JobList(page.map(JobWire::of).data(), page.nextCursor());
    }

    public static io.vox.api.model.JobStatus status(JobStatus status) {
        return io.vox.api.model.JobStatus.valueOf(status.name());
    }

    public static io.vox.api.model.Fault fault(Fault fault) {
        return new io.vox.api.model.Fault(
                io.vox.api.model.FaultKind.valueOf(fault.kind().name()), fault.code(), fault.message());
    }

    /** Reads a state; null = whatever it is. */
    public static @Nullable JobStatus read(io.vox.api.model.@Nullable JobStatus status) {
        return status == null ? null : JobStatus.valueOf(status.name());
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
