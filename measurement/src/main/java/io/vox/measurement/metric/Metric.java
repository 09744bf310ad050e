package io.vox.measurement.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A figure with its uncertainty (measurement 1.5).
 *
 * @param key camelCase name, e.g. {@code responseLatency}
 * @param unit {@code ms}, {@code ratio} (0..1), {@code percent}, {@code points} (0..100) or {@code mos} (1..5)
 * @param n turns with a value (latencies), opportunities (rates), conversations (talk ratio)
 * @param nMissing turns of that kind without a value (latencies) or without an outcome (rates)
 * @param nConversations conversations that contributed to n
 * @param methodVersion version of the definitions (measurement 1.7)
 * @param reason why there are no statistics, or no bounds ({@code too_few_conversations}), else null
 * @param flags {@code noisy}, {@code flagged_turns}, {@code voided_conversations}
 * @param stats {@code median}, {@code sd}, {@code p95}, {@code rate}, {@code score}, in this order; empty if not measured
 */
public record Metric(
        String key,
        String unit,
        int n,
        int nMissing,
        int nConversations,
        String methodVersion,
        @Nullable String reason,
        List<String> flags,
        Map<String, MetricStatistic> stats) {
    public Metric {
        Objects.requireNonNull(key, "key");
        if (stats.isEmpty() && reason == null) {
            throw new IllegalArgumentException(key + " is not measured and says not why");
        }
        flags = List.copyOf(flags);
        // Map.copyOf would lose the order that the contract promises.
        stats = Collections.unmodifiableMap(new LinkedHashMap<>(stats));
    }

    /** Returns the statistic that it is compared by: median, else rate, else score; null if not measured. */
    public @Nullable MetricStatistic main() {
        for (String name : List.of("median", "rate", "score")) {
            MetricStatistic statistic = stats.get(name);
            if (statistic != null) {
                return statistic;
            }
        }
        return null;
    }
}
