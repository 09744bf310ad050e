package io.vox.agent.run.output;

import io.vox.measurement.analysis.Outcome;
import io.vox.measurement.analysis.TurnKind;
import java.util.Locale;
import java.util.Map;

/** Names of metrics, reasons, kinds and outcomes as people say them. */
public final class ResultWords {
    private static final Map<String, String> METRICS = Map.ofEntries(
            Map.entry("responseLatency", "Response latency"),
            Map.entry("responseLatencyTool", "Response latency with a tool"),
            Map.entry("responseRate", "Response rate"),
            Map.entry("interruptLatency", "Interrupt latency"),
            Map.entry("interruptRate", "Interrupt rate"),
            Map.entry("recoveryLatency", "Recovery latency"),
            Map.entry("falseInterruptRate", "False interruptions"),
            Map.entry("backchannelIgnoreRate", "Backchannels ignored"),
            Map.entry("turnSuccessRate", "Turn success"),
            Map.entry("firstContentLatency", "First-content latency"),
            Map.entry("wordErrorRate", "Word error rate"),
            Map.entry("talkRatio", "Talk ratio"),
            Map.entry("networkResilience", "Network resilience"),
            Map.entry("naturalness", "Naturalness"),
            Map.entry("noiseReduction", "Noise handling"),
            Map.entry("greetingLatency", "Greeting latency"));
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("not_scripted", "no step of the scenario asks for it"),
            Map.entry("no_conversations", "no conversation gave a recording"),
            Map.entry("no_opportunity", "no turn could be judged"),
            Map.entry("no_speech", "nobody spoke"),
            Map.entry("all_censored", "no turn stayed within the limit"),
            Map.entry("harness_fault", "every conversation was void"),
            Map.entry("no_transcriber", "no transcriber is configured"),
            Map.entry("no_judge", "no speech-quality model or judge is configured"),
            Map.entry("too_few_profiles", "fewer than two network profiles ran"),
            Map.entry("too_few_conversations", "fewer than three conversations"));

    private ResultWords() {}

    /** Name of a metric. */
    public static String metric(String key) {
        String known = METRICS.get(key);
        if (known != null) {
            return known;
        }
        String words = key.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Why a metric is missing. */
    public static String reason(String code) {
        return REASONS.getOrDefault(code, words(code));
    }

    static String kind(TurnKind kind) {
        return switch (kind) {
            case GREETING -> "greeting";
            case RESPONSE -> "response";
            case INTERRUPT -> "barge-in";
            case BACKCHANNEL -> "backchannel";
        };
    }

    static String outcome(Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> "answered";
            case MISSED -> "missed";
            case PREMATURE -> "premature";
            case YIELDED -> "yielded";
            case NOT_YIELDED -> "did not yield";
            case VOID -> "not judged";
            case IGNORED -> "rightly ignored";
            case STOPPED -> "wrongly stopped";
        };
    }

    /** A code as words: {@code hop_changed} becomes "hop changed". */
    static String words(String code) {
        return code.replace('_', ' ');
    }
}
