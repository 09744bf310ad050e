package io.vox.cli.output;

import io.vox.sdk.model.Metric;
import io.vox.sdk.model.MetricStatistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Metrics as lines of text; those that were not measured stand below with their reasons. */
public final class MetricTable {
    private static final String TOO_FEW = "too_few_conversations";

    private MetricTable() {}

    /** Renders the table. */
    public static List<String> lines(List<Metric> metrics) {
        TextTable table = new TextTable("METRIC", "MEDIAN, RATE", "P95", "SD", "95 % INTERVAL", "N", "REMARKS");
        Map<String, List<String>> missing = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            MetricStatistic main = Figure.main(metric);
            if (main == null) {
                String reason = metric.getReason() == null ? "no reason given" : Words.code(metric.getReason());
                missing.computeIfAbsent(reason, _ -> new ArrayList<>()).add(Words.metric(metric.getKey()));
                continue;
            }
            table.row(
                    Words.metric(metric.getKey()),
                    Figure.of(main, metric.getUnit()),
                    Figure.of(metric.getStats().getP95(), metric.getUnit()),
                    Figure.of(metric.getStats().getSd(), metric.getUnit()),
                    Figure.interval(main, metric.getUnit()),
                    metric.getN(),
                    remarks(metric));
        }
        List<String> lines = new ArrayList<>(table.lines());
        if (metrics.stream().anyMatch(metric -> TOO_FEW.equals(metric.getReason()))) {
            lines.add("No interval: fewer than three conversations.");
        }
        missing.forEach((reason, names) -> lines.add(Printable.of(
                "Not measured, " + reason + ": " + String.join(", ", names).toLowerCase(Locale.ROOT) + ".")));
        return lines;
    }

    private static String remarks(Metric metric) {
        Stream<String> missing = metric.getnMissing() > 0 ? Stream.of(metric.getnMissing() + " missing") : Stream.of();
        return Stream.concat(missing, metric.getFlags().stream().map(Words::code))
                .collect(Collectors.joining(", "));
    }
}
