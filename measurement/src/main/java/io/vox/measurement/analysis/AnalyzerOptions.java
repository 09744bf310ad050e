package io.vox.measurement.analysis;

/**
 * How to read a recording.
 *
 * @param swapChannels whether the agent is on the left channel, the caller on the right
 */
public record AnalyzerOptions(boolean swapChannels) {
    /** Caller left, agent right. */
    public static AnalyzerOptions defaults() {
        return new AnalyzerOptions(false);
    }
}
