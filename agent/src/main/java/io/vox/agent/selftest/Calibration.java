package io.vox.agent.selftest;

import java.time.Instant;

/**
 * How far off this host measured the calibration agent. The names are part of {@code result.json}.
 *
 * @param responseErrorMs mean of measured minus true response latency, to a tenth
 * @param interruptErrorMs mean of measured minus true interrupt latency, to a tenth
 * @param passed whether both are within 20 ms
 */
public record Calibration(double responseErrorMs, double interruptErrorMs, Instant measuredAt, boolean passed) {
    static final double LIMIT_MS = 20;

    static Calibration of(double responseErrorMs, double interruptErrorMs, Instant measuredAt) {
        boolean passed = Math.abs(responseErrorMs) <= LIMIT_MS && Math.abs(interruptErrorMs) <= LIMIT_MS;
        return new Calibration(responseErrorMs, interruptErrorMs, measuredAt, passed);
    }
}
