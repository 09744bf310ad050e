package io.vox.agent.run;

import io.vox.agent.fault.VoxFault;
import io.vox.measurement.metric.Metric;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run as it is published (docs/result-format.md). What does not apply is null, never left out and never
 * a stand-in such as 0.
 *
 * @param startedAt instant in ISO 8601
 * @param calibration the self-test that the figures rest on, null = none was made
 * @param fault what ended the run early, null = nothing
 * @param verdicts sentences for people
 * @param conversations in the order in which they were held, those that were excluded among them
 */
public record ResultDocument(
        int schemaVersion,
        String runId,
        String startedAt,
        Tool tool,
        Host host,
        Target target,
        @Nullable Calibration calibration,
        int exitCode,
        @Nullable Fault fault,
        List<Metric> metrics,
        List<String> verdicts,
        List<ConversationResult> conversations) {
    /** Version of this shape; a field that is added does not change it. */
    public static final int SCHEMA_VERSION = 1;

    public ResultDocument {
        metrics = List.copyOf(metrics);
        verdicts = List.copyOf(verdicts);
        conversations = List.copyOf(conversations);
    }

    /** What measured. */
    public record Tool(String version, String methodVersion) {}

    /**
     * Where it was measured.
     *
     * @param browser null = no conversation began
     */
    public record Host(String os, int cores, @Nullable String browser) {}

    /**
     * What was measured.
     *
     * @param url null = a page of the application file itself, or a recording
     */
    public record Target(@Nullable String url, String name) {}

    /**
     * How far off this host was when it measured the calibration agent.
     *
     * @param responseErrorMs of response latency
     * @param interruptErrorMs of interrupt latency
     * @param measuredAt instant in ISO 8601
     * @param passed whether both are within what is allowed
     */
    public record Calibration(double responseErrorMs, double interruptErrorMs, String measuredAt, boolean passed) {}

    /**
     * What ended a run or a conversation early.
     *
     * @param kind such as {@code agent_fault}
     * @param code such as {@code no_agent_audio}
     */
    public record Fault(String kind, String code, String message) {
        static Fault of(VoxFault fault) {
            return new Fault(
                    fault.code().kind().name().toLowerCase(Locale.ROOT),
                    fault.code().wireName(),
                    fault.line());
        }
    }
}
