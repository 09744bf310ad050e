package io.vox.cli.work;

import io.vox.cli.shell.ExitCode;
import io.vox.sdk.Pages;
import io.vox.sdk.Vox;
import io.vox.sdk.model.CallList;
import io.vox.sdk.model.Job;
import io.vox.sdk.model.JobStatus;

/** Looks at the conversations of jobs that were completed. */
final class JobCalls {
    private static final int LARGEST_PAGE = 50;

    private JobCalls() {}

    /** What the shell is told of a job. */
    static ExitCode verdict(Vox vox, Job job) {
        if (job.getStatus() != JobStatus.COMPLETED) {
            return Verdict.of(job);
        }
        return Verdict.of(Pages.stream(
                        cursor -> vox.jobs().listJobCalls(job.getId(), LARGEST_PAGE, cursor),
                        CallList::getData,
                        CallList::getNextCursor)
                .toList());
    }
}
