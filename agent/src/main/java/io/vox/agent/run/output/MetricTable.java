package io.vox.agent.run.output;

import io.vox.measurement.metric.Metric;
import io.vox.measurement.metric.MetricStatistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The metrics of a run as lines of text; those that were not measured stand below with their reasons. */
public final class MetricTable {
    private MetricTable() {}

    /** Renders the table. */
    public static List<String> lines(List<Metric> metrics, Ink ink) {
        TextTable table = new TextTable(List.of(1, 2, 3, 4, 5))
                .head(ink, "Metric", "Median, rate", "P95", "SD", "95 % interval", "n", "");
        Map<String, List<String>> missing = new LinkedHashMap<>();
        boolean measured = false;
        for (Metric metric : metrics) {
            if (metric.stats().isEmpty()) {
                missing.computeIfAbsent(ResultWords.reason(String.valueOf(metric.reason())), _ -> new ArrayList<>())
                        .add(ResultWords.metric(metric.key()));
                continue;
            }
            measured = true;
            MetricStatistic main = main(metric);
            table.row(
                            ResultWords.metric(metric.key()),
                            Figure.of(main, metric.unit()),
                            Figure.of(metric.stats().get("p95"), metric.unit()),
                            Figure.of(metric.stats().get("sd"), metric.unit()),
                            Figure.interval(main, metric.unit()),
                            String.valueOf(metric.n()),
                            remarks(metric))
                    .ink(6, ink::doubtful);
        }
        List<String> lines = new ArrayList<>(measured ? table.lines() : List.of());
        if (metrics.stream().anyMatch(metric -> "too_few_conversations".equals(metric.reason()))) {
            lines.add(ink.faint("No interval: fewer than three conversations."));
        }
        missing.forEach((reason, names) -> lines.add(ink.faint(
                "Not measured, " + reason + ": " + String.join(", ", names).toLowerCase(java.util.Locale.ROOT) + ".")));
        return lines;
    }

    private static @Nullable MetricStatistic main(Metric metric) {
        return Stream.of("median", "rate", "score")
                .map(metric.stats()::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String remarks(Metric metric) {
        String missing = metric.nMissing() > 0 ? metric.nMissing() + " missing" : "";
        return Stream.concat(Stream.of(missing), metric.flags().stream().map(ResultWords::words))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
