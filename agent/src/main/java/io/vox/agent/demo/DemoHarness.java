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
 *
 * @param talk gets what takes long before a job can begin, such as the test of this host
 */
record DemoHarness(JobHarness usual, PhantomServer phantom, Consumer<String> talk) implements JobHarness {
    @Override
    public Harness of(SpeechLibrary library, Duration limit) {
        Harness harness = usual.of(library, limit);
        return also -> harness.prepare(line -> {
            talk.accept(line);
            also.accept(line);
        });
    }

    @Override
    public Companion companion(ClaimedJob job, SpeechLibrary library) {
        boolean ours =
                job.getWorkflow().getTarget().getUrl().equals(phantom.uri().toString());
        return ours
                ? new PhantomCompanion(phantom, library, job.getJobId() + "-" + job.getAttempt() + "-")
                : usual.companion(job, library);
    }
}
