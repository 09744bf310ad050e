package io.vox.agent.run;

import io.vox.agent.browser.BrowserSettings;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides whether this host may measure now (measurement 1.4). */
@FunctionalInterface
public interface Gate {
    /** Lets every host measure, without a calibration. */
    Gate NONE = (settings, talk) -> null;

    /**
     * Waits for quiet and tests the host where that is due.
     *
     * @return how far off the host is, null = not known
     * @throws io.vox.agent.fault.VoxFault {@code host_busy} or {@code self_test_failed}
     */
    ResultDocument.@Nullable Calibration open(BrowserSettings settings, Consumer<String> talk);
}
