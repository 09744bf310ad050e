package io.vox.cli.output;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Values, codes and keys of the contract as people read them. */
public final class Words {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssX", Locale.ROOT);

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

    private Words() {}

    /** A value: times in UTC to the second, yes and no, lists with commas. */
    static String of(Object value) {
        return switch (value) {
            case OffsetDateTime time ->
                time.withOffsetSameInstant(ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .format(TIME);
            case Boolean flag -> flag ? "yes" : "no";
            case Collection<?> many -> many.stream().map(Words::of).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    /** Name of a metric. */
    public static String metric(String key) {
        String known = METRICS.get(key);
        if (known != null) {
            return known;
        }
        String words = key.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A code as words: {@code not_scripted} becomes "not scripted". */
    public static String code(String code) {
        return code.replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
