package io.vox.agent.selftest;

import io.vox.agent.browser.BrowserSettings;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.run.VoxHome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens for a host that is quiet and measures right. */
public final class MeasurementGate {
    private final QuietGate quiet;
    private final CalibrationCache cache;
    private final SelfTest selfTest;
    private final Clock clock;

    MeasurementGate(QuietGate quiet, CalibrationCache cache, SelfTest selfTest, Clock clock) {
        this.quiet = quiet;
        this.cache = cache;
        this.selfTest = selfTest;
        this.clock = clock;
    }

    /**
     * Waits for quiet and tests this host, or remembers that it was tested within a day.
     *
     * @param force measure even if the host is busy or off; the calibration says so
     * @param talk gets one line for each thing a person may wonder about
     * @throws VoxFault {@code host_busy} or {@code self_test_failed}, never with {@code force}; or what ended the test
     */
    public static Calibration open(BrowserSettings settings, boolean force, Consumer<String> talk) {
        Clock clock = Clock.systemUTC();
        QuietGate quiet =
                new QuietGate(CpuPressure.of(Path.of("/proc/pressure/cpu")), clock, time -> Thread.sleep(time));
        Path folder = VoxHome.of(System.getenv()).resolve("calibration");
        return new MeasurementGate(quiet, new CalibrationCache(folder), new PhantomSelfTest(), clock)
                .pass(settings, CalibrationKey.of(settings), force, talk);
    }

    Calibration pass(BrowserSettings settings, CalibrationKey key, boolean force, Consumer<String> talk) {
        if (!force) {
            quiet.await(talk);
        }
        Instant now = clock.instant();
        Optional<Calibration> known = cache.find(key, now);
        if (known.isPresent()) {
            return known.get();
        }
        talk.accept("Testing this host against the calibration agent (about 15 s, once a day)");
        Calibration calibration = selfTest.measure(settings, now);
        if (calibration.passed()) {
            cache.store(key, calibration);
            talk.accept("This host measures right: " + words(calibration));
            return calibration;
        }
        if (!force) {
            throw new VoxFault(
                    FaultCode.SELF_TEST_FAILED,
                    String.format(
                            Locale.ROOT,
                            "this host measures wrong by more than %.0f ms (%s); stop other work and run again, or use"
                                    + " --force",
                            Calibration.LIMIT_MS,
                            words(calibration)));
        }
        talk.accept("Warning: this host measures wrong (" + words(calibration) + "), going on as told");
        return calibration;
    }

    private static String words(Calibration calibration) {
        return String.format(
                Locale.ROOT,
                "response latency off by %+.1f ms, interrupt latency by %+.1f ms",
                calibration.responseErrorMs(),
                calibration.interruptErrorMs());
    }
}
