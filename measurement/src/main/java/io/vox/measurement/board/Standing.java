package io.vox.measurement.board;

import io.vox.measurement.metric.Metric;
import java.util.List;

/**
 * A product's row on a board, whatever it is ordered by.
 *
 * @param product its id
 * @param reasons why it is provisional: {@code too_few_conversations}, {@code too_few_turns}, {@code too_few_days}, {@code
 *     low_turn_success}; empty = ranked
 * @param nTurns judged turns that demanded an answer
 * @param nDays days with counted conversations
 * @param metrics in the order of {@link io.vox.measurement.metric.Metrics#boardKeys()}, less what is hidden
 */
public record Standing(
        String product,
        RankState state,
        List<String> reasons,
        ConversationCounts conversations,
        int nTurns,
        int nDays,
        List<Metric> metrics) {
    public Standing {
        reasons = List.copyOf(reasons);
        metrics = List.copyOf(metrics);
    }

    /** Returns a metric. */
    public Metric metric(String key) {
        return metrics.stream()
                .filter(metric -> metric.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no board shows " + key));
    }
}
