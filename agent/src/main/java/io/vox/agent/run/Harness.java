package io.vox.agent.run;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a run measures with. It is made ready when the run's folder is there, so that its failure is a result too. */
@FunctionalInterface
public interface Harness {
    /** Provides the browser and tests the host, saying so. */
    Ready prepare(Consumer<String> talk);

    /**
     * Ready to measure.
     *
     * @param calibration null = the host was not tested
     */
    record Ready(ConversationHolder holder, ResultDocument.@Nullable Calibration calibration) {}
}
