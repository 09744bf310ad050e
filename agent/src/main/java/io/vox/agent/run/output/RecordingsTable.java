package io.vox.agent.run.output;

import io.vox.agent.run.AnalyzedRecording;
import io.vox.agent.run.ConversationResult;
import io.vox.agent.run.ResultDocument;
import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.metric.Metric;
import io.vox.measurement.metric.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Several recordings, a line each, and all of them together. */
public final class RecordingsTable {
    private RecordingsTable() {}

    /** Renders the table. */
    public static List<String> lines(List<AnalyzedRecording> recordings, ResultDocument result, Ink ink) {
        TextTable table = new TextTable(List.of(2, 3, 4, 5, 6, 7))
                .head(ink, "", "Recording", "Length", "Turns", "Response", "P95", "Interrupt", "Success", "");
        for (int i = 0; i < recordings.size(); i++) {
            AnalyzedRecording recording = recordings.get(i);
            ConversationResult conversation = result.conversations().get(i);
            ConversationAnalysis analysis = recording.analysis();
            ResultDocument.Fault fault = conversation.fault();
            if (analysis == null) {
                String reason = fault == null ? "" : fault.message();
                table.row(conversation.id(), recording.input().name(), "-", "-", "-", "-", "-", "-", reason)
                        .ink(8, ink::bad);
                continue;
            }
            Map<String, Metric> metrics = Metrics.compute(List.of(analysis)).stream()
                    .collect(Collectors.toMap(Metric::key, Function.identity()));
            table.row(
                            conversation.id(),
                            recording.input().name(),
                            analysis.durationFrames() / analysis.sampleRate() + " s",
                            String.valueOf(analysis.turns().size()),
                            figure(metrics, "responseLatency", "median"),
                            figure(metrics, "responseLatency", "p95"),
                            figure(metrics, "interruptLatency", "median"),
                            figure(metrics, "turnSuccessRate", "rate"),
                            analysis.flags().stream().map(ResultWords::words).collect(Collectors.joining(", ")))
                    .ink(8, ink::doubtful);
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.addAll(
                result.metrics().isEmpty()
                        ? List.of("The recordings are analysed by different methods, so there are no common figures.")
                        : MetricTable.lines(result.metrics(), ink));
        return lines;
    }

    private static String figure(Map<String, Metric> metrics, String key, String statistic) {
        Metric metric = metrics.get(key);
        return metric == null ? "-" : Figure.of(metric.stats().get(statistic), metric.unit());
    }
}
