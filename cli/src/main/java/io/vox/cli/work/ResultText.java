package io.vox.cli.work;

import io.vox.cli.output.Fields;
import io.vox.cli.output.MetricTable;
import io.vox.cli.output.Printable;
import io.vox.sdk.model.ConversationCounts;
import io.vox.sdk.model.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A result as lines of text: what was measured, figures, verdicts. */
final class ResultText {
    private ResultText() {}

    static List<String> lines(Result result) {
        List<String> lines = new ArrayList<>(new Fields()
                .with("Result", result.getId())
                .with("Job", result.getJobId())
                .with("Provider", result.getProvider().getName())
                .with("Region", result.getRegion())
                .with("Conversations", conversations(result.getConversations()))
                .with("Method", result.getTool().getMethodVersion())
                .with("Measured", result.getMeasuredAt())
                .lines());
        lines.add("");
        lines.addAll(MetricTable.lines(result.getMetrics()));
        if (!result.getVerdicts().isEmpty()) {
            lines.add("");
            result.getVerdicts().stream().map(Printable::of).forEach(lines::add);
        }
        return lines;
    }

    private static String conversations(ConversationCounts counts) {
        return Stream.of(
                        counts.getHeld() + " held",
                        counts.getCounted() + " counted",
                        some(counts.getAgentFaults(), "agent fault"),
                        some(counts.getHarnessFaults(), "harness fault"),
                        some(counts.getUnavailable(), "unavailable"),
                        some(counts.getCanceled(), "canceled"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String some(int count, String what) {
        return count == 0 ? "" : count + " " + what;
    }
}
