package io.vox.agent.selftest;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Waits until the processors are quiet enough to measure: one browser needs about two cores, and beside two builds the
 * real latency of an agent rose from 734 to over 1000 ms (measurement 1.4).
 */
final class QuietGate {
    static final double LIMIT_PERCENT = 20;
    static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    private final CpuPressure pressure;
    private final Clock clock;
    private final Pause pause;

    QuietGate(CpuPressure pressure, Clock clock, Pause pause) {
        this.pressure = pressure;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Returns when it is quiet, or at once where the system does not tell.
     *
     * @throws VoxFault {@code host_busy} after a minute, {@code canceled} when interrupted
     */
    void await(Consumer<String> talk) {
        Instant end = clock.instant().plus(PATIENCE);
        boolean told = false;
        while (true) {
            OptionalDouble percent = pressure.read();
            if (percent.isEmpty()) {
                talk.accept("This system does not tell its CPU pressure: measuring without looking at the load");
                return;
            }
            if (percent.getAsDouble() < LIMIT_PERCENT) {
                return;
            }
            if (!clock.instant().isBefore(end)) {
                throw new VoxFault(
                        FaultCode.HOST_BUSY,
                        String.format(
                                Locale.ROOT,
                                "this host is too busy to measure: programs waited for a processor %.0f %% of the time for"
                                        + " a minute (limit %.0f %%); stop other work, or use --force",
                                percent.getAsDouble(),
                                LIMIT_PERCENT));
            }
            if (!told) {
                told = true;
                talk.accept(String.format(
                        Locale.ROOT,
                        "The host is busy (CPU pressure %.0f %%, limit %.0f %%): waiting up to a minute for quiet",
                        percent.getAsDouble(),
                        LIMIT_PERCENT));
            }
            pass();
        }
    }

    private void pass() {
        try {
            pause.pass(BETWEEN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VoxFault(FaultCode.CANCELED, "canceled while waiting for a quiet host", interrupted);
        }
    }
}
