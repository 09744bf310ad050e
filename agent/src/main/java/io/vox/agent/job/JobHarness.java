package io.vox.agent.job;

import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.run.Companion;
import io.vox.agent.run.Harness;
import io.vox.sdk.model.ClaimedJob;
import java.time.Duration;

/** What jobs are measured with: a browser, or a stand-in without one. */
@FunctionalInterface
public interface JobHarness {
    /**
     * Provides the harness of one job.
     *
     * @param limit how long one conversation may take
     */
    Harness of(SpeechLibrary library, Duration limit);

    /**
     * Provides who goes with the conversations of a job.
     *
     * @param library the one that they are held with
     */
    default Companion companion(ClaimedJob job, SpeechLibrary library) {
        return Companion.NONE;
    }
}
