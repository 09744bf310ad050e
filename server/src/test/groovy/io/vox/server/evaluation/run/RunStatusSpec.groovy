package io.vox.server.evaluation.run

import static io.vox.server.evaluation.job.JobStatus.CANCELED
import static io.vox.server.evaluation.job.JobStatus.COMPLETED
import static io.vox.server.evaluation.job.JobStatus.FAILED
import static io.vox.server.evaluation.job.JobStatus.PENDING
import static io.vox.server.evaluation.job.JobStatus.RUNNING

import io.vox.server.evaluation.job.Fault
import io.vox.server.evaluation.job.FaultKind
import io.vox.server.evaluation.job.Job
import io.vox.server.evaluation.job.JobId
import io.vox.server.evaluation.job.JobStatus
import io.vox.server.evaluation.provider.ProviderId
import io.vox.server.evaluation.provider.ProviderReference
import io.vox.server.evaluation.provider.ProviderSku
import java.time.Instant
import spock.lang.Specification

class RunStatusSpec extends Specification {
    static final Instant START = Instant.parse('2026-11-21T10:00:00Z')

    /** A job that was canceled before it began. */
    static final Job NEVER = job(CANCELED, null)

    def "a run whose jobs are #jobs*.status is #status"() {
        expect:
        new Run(RunId.create(), jobs, 'usr', START).status() == status

        where:
        jobs                                       || status
        [job(PENDING)]                             || RunStatus.PENDING
        [job(PENDING), job(PENDING)]               || RunStatus.PENDING
        [job(PENDING), NEVER]                      || RunStatus.PENDING
        [job(RUNNING)]                             || RunStatus.RUNNING
        [job(PENDING), job(RUNNING)]               || RunStatus.RUNNING
        [job(PENDING), job(COMPLETED)]             || RunStatus.RUNNING
        [job(PENDING), job(FAILED)]                || RunStatus.RUNNING
        [job(PENDING), job(CANCELED)]              || RunStatus.RUNNING
        [job(RUNNING), job(FAILED), NEVER]         || RunStatus.RUNNING
        [job(COMPLETED)]                           || RunStatus.COMPLETED
        [job(COMPLETED), job(COMPLETED)]           || RunStatus.COMPLETED
        [job(COMPLETED), job(FAILED)]              || RunStatus.FAILED
        [job(CANCELED), job(FAILED), NEVER]        || RunStatus.FAILED
        [job(COMPLETED), job(CANCELED)]            || RunStatus.CANCELED
        [NEVER]                                    || RunStatus.CANCELED
    }

    def "a run ends with the last of its jobs"() {
        expect:
        new Run(RunId.create(), [job(COMPLETED, START, 5), job(FAILED, START, 9), job(CANCELED, null, 2)], 'usr', START).finishedAt() == START.plusSeconds(9)
        new Run(RunId.create(), [job(COMPLETED), job(PENDING)], 'usr', START).finishedAt() == null
    }

    private static Job job(JobStatus status, Instant startedAt = status == PENDING ? null : START, int seconds = 1) {
        new Job(
                JobId.create(), 'run', status, 'eu-west', 50, START,
                new ProviderReference(ProviderId.create(), 'Shop', ProviderSku.CONVO_AI, false), 'wfl', 'wfv', 'Shop', 'evs', 'esv', 'Hours',
                null, true, false, 1, 3, null, false, status == FAILED ? new Fault(FaultKind.HARNESS_FAULT, 'x', 'y') : null,
                null, 'usr', START, startedAt, status.final ? START.plusSeconds(seconds) : null)
    }
}
