package io.vox.server.evaluation.job.queue;

import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.SerdeImport;
import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.analysis.TurnKind;
import io.vox.measurement.metric.Metric;
import io.vox.measurement.metric.MetricStatistic;
import io.vox.measurement.metric.Metrics;
import io.vox.measurement.metric.Verdicts;
import io.vox.measurement.speech.ChannelActivity;
import io.vox.server.conversations.call.CallSide;
import io.vox.server.conversations.call.CallTurn;
import io.vox.server.conversations.call.ReportedCall;
import io.vox.server.evaluation.job.FaultKind;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Computes every figure of a result from the reported turns; an eval agent's own aggregates are not even in a report.
 * Conversations count that have no fault or one of the evaluated product; those that a fault of ours voided leave a flag.
 * Thread-safe.
 */
@Singleton
@SerdeImport(Metric.class)
@SerdeImport(MetricStatistic.class)
class FigureCalculator {
    private static final String ALL_WELL = "All is well: every turn went as it should.";

    /** Above it the onset of speech is found with an error of more than 10 ms (measurement 1.3). */
    private static final double NOISY_DBFS = -40;

    private static final double LOWEST_THRESHOLD_DBFS = -50;

    private static final int MOST_VERDICTS = 200;

    /** Four times the amplitude. */
    private static final double ABOVE_NOISE_DB = 20 * Math.log10(4);

    private final JsonMapper json;

    FigureCalculator(JsonMapper json) {
        this.json = json;
    }

    Figures compute(Report report) {
        List<Analysed> all = report.calls().stream()
                .map(call -> new Analysed(call, analysis(call)))
                .toList();
        List<Metric> metrics = Metrics.compute(all.stream()
                .filter(one -> one.call().counted() || isOurFault(one.call()))
                .flatMap(one -> one.analysis().stream())
                .toList());
        ConversationCounts counts = ConversationCounts.of(report.calls());
        return new Figures(counts, text(metrics), verdicts(all, metrics, counts));
    }

    private record Analysed(ReportedCall call, Optional<ConversationAnalysis> analysis) {}

    /** Empty if there was nothing in the recording to analyse. */
    private static Optional<ConversationAnalysis> analysis(ReportedCall call) {
        CallSide caller = call.caller();
        CallSide agent = call.agent();
        Integer sampleRate = call.sampleRate();
        Long durationMs = call.durationMs();
        if (caller == null || agent == null || sampleRate == null || durationMs == null) {
            return Optional.empty();
        }
        long frames = Math.round(durationMs * (double) sampleRate / 1000);
        ChannelActivity callerActivity = activity(caller, sampleRate, frames);
        ChannelActivity agentActivity = activity(agent, sampleRate, frames);
        long agentFrames = agentActivity.speechFrames();
        long allFrames = agentFrames + callerActivity.speechFrames();
        return Optional.of(new ConversationAnalysis(
                call.scenario(),
                call.repeat(),
                call.condition(),
                call.methodVersion(),
                callerActivity,
                agentActivity,
                call.turns().stream().map(CallTurn::turn).toList(),
                allFrames == 0 ? 0 : (double) agentFrames / allFrames,
                call.flags(),
                isOurFault(call) && call.fault() != null ? call.fault().code() : null,
                frames,
                sampleRate));
    }

    private static ChannelActivity activity(CallSide side, int sampleRate, long frames) {
        double noise = side.noiseFloorDbfs();
        return new ChannelActivity(
                sampleRate,
                frames,
                noise,
                Math.max(LOWEST_THRESHOLD_DBFS, noise + ABOVE_NOISE_DB),
                noise > NOISY_DBFS,
                side.segments());
    }

    private static boolean isOurFault(ReportedCall call) {
        return call.fault() != null && call.fault().kind().equals(FaultKind.HARNESS_FAULT.name());
    }

    /** Those of the only conversation, or what went wrong in each and the medians. */
    private static List<String> verdicts(List<Analysed> calls, List<Metric> metrics, ConversationCounts counts) {
        if (calls.size() == 1) {
            Analysed only = calls.getFirst();
            return only.analysis()
                    .map(analysis -> Verdicts.inWords(analysis).stream()
                            .filter(sentence -> only.call().fault() == null || !sentence.equals(ALL_WELL))
                            .toList())
                    .orElse(List.of());
        }
        List<String> sentences = new ArrayList<>();
        for (Analysed one : calls) {
            if (one.call().counted()) {
                one.analysis().stream()
                        .flatMap(FigureCalculator::problems)
                        .forEach(sentence ->
                                sentences.add("Conversation " + one.call().number() + ": " + sentence));
            }
        }
        if (sentences.isEmpty() && counts.counted() == counts.held() && counts.agentFaults() == 0) {
            sentences.add(ALL_WELL);
        }
        median(metrics, "responseLatency", "Answered after %.0f ms (median of %d turns in %d conversations).")
                .ifPresent(sentences::add);
        median(
                        metrics,
                        "interruptLatency",
                        "Fell silent %.0f ms after being interrupted (median of %d turns in %d conversations).")
                .ifPresent(sentences::add);
        if (counts.harnessFaults() > 0) {
            sentences.add(counts.harnessFaults() + " of " + counts.held()
                    + " conversations excluded because of a fault on our side.");
        }
        return sentences.stream().limit(MOST_VERDICTS).toList();
    }

    /** What went wrong in a conversation; the sentences about medians and noise come last in its verdicts. */
    private static Stream<String> problems(ConversationAnalysis analysis) {
        List<String> all = Verdicts.inWords(analysis);
        int summary = (has(analysis, TurnKind.RESPONSE) ? 1 : 0)
                + (has(analysis, TurnKind.INTERRUPT) ? 1 : 0)
                + (analysis.agent().noisy() ? 1 : 0);
        return all.subList(0, all.size() - summary).stream().filter(sentence -> !sentence.equals(ALL_WELL));
    }

    private static boolean has(ConversationAnalysis analysis, TurnKind kind) {
        return analysis.turns().stream().anyMatch(turn -> turn.kind() == kind && turn.valueMs() != null);
    }

    private static Optional<String> median(List<Metric> metrics, String key, String sentence) {
        for (Metric metric : metrics) {
            MetricStatistic median = metric.stats().get("median");
            if (metric.key().equals(key) && median != null) {
                return Optional.of(
                        String.format(Locale.ROOT, sentence, median.value(), metric.n(), metric.nConversations()));
            }
        }
        return Optional.empty();
    }

    private String text(List<Metric> metrics) {
        try {
            return json.writeValueAsString(metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
