package io.vox.agent.command;

import io.vox.agent.browser.BrowserSession;
import io.vox.agent.conversation.Prelude;
import io.vox.agent.explore.FoundFlow;
import io.vox.agent.explore.MicrophoneFlow;
import io.vox.agent.explore.MicrophoneWatch;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.run.Companion;
import io.vox.agent.scenario.MatrixCell;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Leads the conversations to the page that is tried, and finds the way to its microphone. Not thread-safe. */
final class TryCompanion implements Companion {
    private final @Nullable TryTarget target;
    private final boolean exploring;
    private final Path file;
    private final Consumer<String> talk;
    private final BooleanSupplier canceled;
    private @Nullable FoundFlow found;

    /**
     * Makes a companion.
     *
     * @param target null = what the application names
     * @param exploring whether the way is to be found, rather than known from the application's steps
     * @param file what the steps will be written to
     */
    TryCompanion(
            @Nullable TryTarget target, boolean exploring, Path file, Consumer<String> talk, BooleanSupplier canceled) {
        this.target = target;
        this.exploring = exploring;
        this.file = file;
        this.talk = talk;
        this.canceled = canceled;
    }

    /** The way that was found first; null if none was. */
    @Nullable
    FoundFlow found() {
        return found;
    }

    @Override
    public URI address(MatrixCell cell, int number, URI usual) {
        return target == null ? usual : target.address(number);
    }

    @Override
    public Prelude prelude(MatrixCell cell, int number) {
        return exploring ? new Exploration() : Prelude.NONE;
    }

    private final class Exploration implements Prelude {
        @Override
        public void afterOpen(BrowserSession browser, Runnable drain) {
            Runnable cancelable = () -> {
                if (canceled.getAsBoolean()) {
                    throw new VoxFault(FaultCode.CANCELED, "canceled");
                }
                drain.run();
            };
            FoundFlow flow = new MicrophoneFlow(
                            browser,
                            cancelable,
                            MicrophoneWatch.over(browser),
                            file,
                            talk,
                            MicrophoneFlow.DEFAULT_LIMIT)
                    .find();
            found = found == null ? flow : found;
        }
    }
}
