package io.vox.server.evaluation.run;

import io.vox.server.evaluation.job.Job;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request to evaluate.
 *
 * @param jobs one for each region, in the order in which these were named; at least one
 * @param createdBy {@code usr_}
 */
record Run(RunId id, List<Job> jobs, String createdBy, Instant createdAt) {
    Run {
        jobs = List.copyOf(jobs);
    }

    RunStatus status() {
        return RunStatus.of(jobs);
    }

    /** Returns when the last job ended, null = some have not. */
    @Nullable
    Instant finishedAt() {
        if (!jobs.stream().allMatch(job -> job.status().isFinal())) {
            return null;
        }
        return jobs.stream()
                .map(Job::finishedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
