package io.vox.measurement.metric;

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
}
