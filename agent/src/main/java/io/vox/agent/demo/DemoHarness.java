package io.vox.agent.demo;

import io.vox.agent.calibration.PhantomCompanion;
import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.job.JobHarness;
import io.vox.agent.phantom.PhantomServer;
import io.vox.agent.run.Companion;
import io.vox.agent.run.Harness;
import io.vox.sdk.model.ClaimedJob;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Measures as every eval agent does; in jobs that call this process's phantom, the phantom's truth joins the result.
 * Thread-safe.
 */
final class DemoHarness implements JobHarness {
    private final JobHarness usual;
    private final PhantomServer phantom;
    private final Consumer<String> talk;
    private volatile boolean atWork;

    /**
     * Makes a harness.
     *
     * @param talk gets what takes long before the first job can begin, such as the test of this host; what takes long in a
     *     job is among its events
     */
    DemoHarness(JobHarness usual, PhantomServer phantom, Consumer<String> talk) {
        this.usual = usual;
        this.phantom = phantom;
        this.talk = talk;
    }

    @Override
    public Harness of(SpeechLibrary library, Duration limit) {
        Harness harness = usual.of(library, limit);
        return also -> harness.prepare(line -> {
            if (!atWork) {
                talk.accept(line);
            }
            also.accept(line);
        });
    }

    @Override
    public Companion companion(ClaimedJob job, SpeechLibrary library) {
        atWork = true;
        boolean ours =
                job.getWorkflow().getTarget().getUrl().equals(phantom.uri().toString());
        return ours
                ? new PhantomCompanion(phantom, library, job.getJobId() + "-" + job.getAttempt() + "-")
                : usual.companion(job, library);
    }
}
