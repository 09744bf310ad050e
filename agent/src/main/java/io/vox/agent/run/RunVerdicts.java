package io.vox.agent.run;

import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.analysis.Turn;
import io.vox.measurement.analysis.TurnKind;
import io.vox.measurement.metric.Metric;
import io.vox.measurement.metric.MetricStatistic;
import io.vox.measurement.metric.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in plain sentences how a run went: those of its only conversation, or what went wrong in each and the medians. */
final class RunVerdicts {
    private static final String ALL_WELL = "All is well: every turn went as it should.";

    private RunVerdicts() {}

    /** Of one conversation; what went well in it does not make up for a fault. */
    static List<String> of(ConversationAnalysis analysis, boolean faultless) {
        return Verdicts.inWords(analysis).stream()
                .filter(sentence -> faultless || !sentence.equals(ALL_WELL))
                .toList();
    }

    /**
     * Of a run.
     *
     * @param conversations in their order; an analysis is null where there was nothing to analyse
     */
    static List<String> of(List<ConversationResult> conversations, List<Assessment> assessments, List<Metric> metrics) {
        List<String> sentences = new ArrayList<>();
        if (conversations.size() == 1) {
            return conversations.getFirst().verdicts();
        }
        for (int i = 0; i < conversations.size(); i++) {
            ConversationAnalysis analysis = assessments.get(i).analysis();
            ConversationResult conversation = conversations.get(i);
            if (analysis != null && analysis.harnessFault() == null) {
                problems(analysis)
                        .forEach(sentence -> sentences.add("Conversation " + conversation.id() + ": " + sentence));
            }
        }
        if (sentences.isEmpty() && conversations.stream().allMatch(ConversationResult::passed)) {
            sentences.add(ALL_WELL);
        }
        median(metrics, "responseLatency", "Answered after %s (median of %d turns in %d conversations).", sentences);
        median(
                metrics,
                "interruptLatency",
                "Fell silent %s after being interrupted (median of %d turns in %d conversations).",
                sentences);
        long excluded = assessments.stream()
                .filter(assessment -> assessment.worthRepeating())
                .count();
        if (excluded > 0) {
            sentences.add(excluded + " of " + conversations.size()
                    + " conversations excluded because of a fault on our side.");
        }
        return List.copyOf(sentences);
    }

    // The sentences about medians and noise come last; how many there are follows from the turns.
    private static List<String> problems(ConversationAnalysis analysis) {
        List<String> all = Verdicts.inWords(analysis);
        int summary = (has(analysis, TurnKind.RESPONSE) ? 1 : 0)
                + (has(analysis, TurnKind.INTERRUPT) ? 1 : 0)
                + (analysis.agent().noisy() ? 1 : 0);
        return all.subList(0, all.size() - summary).stream()
                .filter(sentence -> !sentence.equals(ALL_WELL))
                .toList();
    }

    private static boolean has(ConversationAnalysis analysis, TurnKind kind) {
        return analysis.turns().stream()
                .filter(turn -> turn.kind() == kind)
                .map(Turn::valueMs)
                .anyMatch(value -> value != null);
    }

    private static void median(List<Metric> metrics, String key, String sentence, List<String> sentences) {
        for (Metric metric : metrics) {
            MetricStatistic median = metric.stats().get("median");
            if (metric.key().equals(key) && median != null) {
                String words = String.format(Locale.ROOT, "%.0f ms", median.value());
                sentences.add(String.format(Locale.ROOT, sentence, words, metric.n(), metric.nConversations()));
            }
        }
    }
}
