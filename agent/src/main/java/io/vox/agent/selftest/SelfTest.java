package io.vox.agent.selftest;

import io.vox.agent.browser.BrowserSettings;
import java.time.Instant;

/** Measures the calibration agent on this host. */
@FunctionalInterface
interface SelfTest {
    /**
     * Holds one short conversation.
     *
     * @param now when it was measured
     * @throws io.vox.agent.fault.VoxFault {@code self_test_failed} if it yields no figures, or the fault that ended it
     */
    Calibration measure(BrowserSettings settings, Instant now);
}
