package io.vox.measurement.metric;

import java.util.Set;

/** Which values of a metric are good. */
public enum Direction {
    LOWER_IS_BETTER,
    HIGHER_IS_BETTER,
    /** Neither is good as such. */
    NONE;

    private static final Set<String> LOWER = Set.of(
            "responseLatency",
            "responseLatencyTool",
            "interruptLatency",
            "recoveryLatency",
            "greetingLatency",
            "firstContentLatency",
            "wordErrorRate",
            "falseInterruptRate");

    /** A talkative agent is neither better nor worse than a silent one. */
    private static final String WITHOUT = "talkRatio";

    /** Returns the direction of a metric. */
    public static Direction of(String key) {
        if (key.equals(WITHOUT)) {
            return NONE;
        }
        return LOWER.contains(key) ? LOWER_IS_BETTER : HIGHER_IS_BETTER;
    }
}
