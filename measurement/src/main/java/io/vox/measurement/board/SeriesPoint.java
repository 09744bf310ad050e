package io.vox.measurement.board;

import io.vox.measurement.metric.LatencyTally;
import io.vox.measurement.metric.RateTally;
import io.vox.measurement.statistics.ClusterHistogram;
import io.vox.measurement.statistics.Proportion;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of time of one product, for a chart: figures of single turns without intervals; null = not measured then.
 *
 * @param conversations that were counted
 * @param turns judged turns that demanded an answer
 * @param responseLatencyMs median
 * @param responseLatencyP95Ms 10,000 = at least that
 * @param interruptLatencyMs median
 * @param turnSuccessRate 0..1
 */
public record SeriesPoint(
        int conversations,
        int turns,
        @Nullable Double responseLatencyMs,
        @Nullable Double responseLatencyP95Ms,
        @Nullable Double interruptLatencyMs,
        @Nullable Double turnSuccessRate) {
    /** Computes the figures of a stretch. */
    public static SeriesPoint of(Cell cell) {
        ClusterHistogram responses = latencies(cell, "responseLatency");
        RateTally success = cell.tally().rates().get("turnSuccessRate");
        Proportion turns =
                success == null ? new Proportion(0, 0) : success.proportions().total();
        return new SeriesPoint(
                cell.conversations().counted(),
                cell.tally().opportunities("falseInterruptRate"),
                boxed(responses.median()),
                boxed(responses.percentile95(ClusterHistogram.LARGEST_MS)),
                boxed(latencies(cell, "interruptLatency").median()),
                turns.opportunities() == 0 ? null : (Double) ((double) turns.successes() / turns.opportunities()));
    }

    private static @Nullable Double boxed(OptionalDouble figure) {
        return figure.isPresent() ? (Double) figure.getAsDouble() : null;
    }

    private static ClusterHistogram latencies(Cell cell, String key) {
        LatencyTally tally = cell.tally().latencies().get(key);
        return tally == null ? ClusterHistogram.empty() : tally.histogram();
    }
}
