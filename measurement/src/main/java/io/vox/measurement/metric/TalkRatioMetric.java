package io.vox.measurement.metric;

import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.statistics.ClusterBootstrap;
import io.vox.measurement.statistics.Quantiles;
import io.vox.measurement.statistics.StudentT;
import java.util.Arrays;
import java.util.Map;

/** The agent's share of all speech (measurement 2): mean over conversations, with Student's interval within 0..1. */
final class TalkRatioMetric {
    private TalkRatioMetric() {}

    static Metric compute(Conversations conversations) {
        double[] ratios = conversations.sound().stream()
                .filter(c -> !c.agent().segments().isEmpty()
                        || !c.caller().segments().isEmpty())
                .mapToDouble(ConversationAnalysis::talkRatio)
                .toArray();
        int n = ratios.length;
        boolean bounded = n >= ClusterBootstrap.FEWEST_CLUSTERS;
        String reason = n == 0 ? noRatio(conversations) : bounded ? null : "too_few_conversations";
        return new Metric(
                "talkRatio",
                "ratio",
                n,
                conversations.sound().size() - n,
                n,
                conversations.methodVersion(),
                reason,
                conversations.flags(),
                n == 0 ? Map.of() : Map.of("rate", mean(ratios, bounded)));
    }

    private static String noRatio(Conversations conversations) {
        return conversations.sound().isEmpty() ? conversations.basis().absence() : "no_speech";
    }

    private static MetricStatistic mean(double[] ratios, boolean bounded) {
        int n = ratios.length;
        double mean = Arrays.stream(ratios).average().orElseThrow();
        if (!bounded) {
            return new MetricStatistic(mean, null, null, false);
        }
        double half = StudentT.quantile(0.975, n - 1)
                * Quantiles.standardDeviation(ratios).orElseThrow()
                / Math.sqrt(n);
        return new MetricStatistic(mean, Math.max(0, mean - half), Math.min(1, mean + half), false);
    }
}
