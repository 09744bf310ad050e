package io.vox.agent.command;

import io.vox.agent.run.Gate;
import io.vox.agent.run.ResultDocument;
import io.vox.agent.selftest.Calibration;
import io.vox.agent.selftest.MeasurementGate;
import picocli.CommandLine.Option;

/** Whether this host must show first that it measures right: shared by all commands that measure. */
public final class GateOptions {
    @Option(
            names = "--force",
            description = "Measure even on a host that is busy or measures wrong; the result says so.")
    private boolean force;

    @Option(names = "--no-selftest", hidden = true, description = "Neither wait for quiet nor test this host.")
    private boolean untested;

    /** The gate that was asked for. */
    public Gate gate() {
        return untested
                ? Gate.NONE
                : (settings, talk) -> {
                    Calibration calibration = MeasurementGate.open(settings, force, talk);
                    return new ResultDocument.Calibration(
                            calibration.responseErrorMs(),
                            calibration.interruptErrorMs(),
                            calibration.measuredAt().toString(),
                            calibration.passed());
                };
    }
}
