package io.vox.agent.job;

import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.run.Harness;
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
}
