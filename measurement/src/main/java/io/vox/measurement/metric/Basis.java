package io.vox.measurement.metric;

import java.util.Map;
import java.util.Set;

/**
 * What figures of the same conversations have in common.
 *
 * @param methodVersion version of the definitions (measurement 1.7)
 * @param voided how many conversations were left out for a harness fault
 * @param absence why a metric without turns was not measured: {@code not_scripted}, {@code no_conversations} or {@code
 *     harness_fault}
 * @param seed derived from the ids of the conversations (measurement 3)
 */
public record Basis(String methodVersion, int voided, String absence, long seed) {

    /** Describes conversations. */
    public static Basis of(String methodVersion, int counted, int voided, long seed) {
        String absence = counted > 0 ? "not_scripted" : voided > 0 ? "harness_fault" : "no_conversations";
        return new Basis(methodVersion, voided, absence, seed);
    }

    /** Returns a metric that there was not one turn for. */
    Metric withoutTurns(String key, String unit) {
        return new Metric(
                key, unit, 0, 0, 0, methodVersion, absence, Conversations.ordered(Set.of(), voided), Map.of());
    }
}
