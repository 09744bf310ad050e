package io.vox.agent.calibration;

import io.vox.measurement.analysis.TurnKind;
import io.vox.measurement.statistics.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The error of many turns of one kind, in ms. The names are part of the demonstration's document.
 *
 * @param biasMs mean of measured minus true, null = no turns
 * @param sdMs with n - 1, null under two turns
 * @param p95AbsMs 95th percentile of the absolute errors by nearest rank, null = no turns
 * @param maxAbsMs largest absolute error, null = no turns
 * @param n turns that are summarized
 * @param flagged turns that bear a doubt, whether summarized or not
 */
public record ErrorSummary(
        @Nullable Double biasMs,
        @Nullable Double sdMs,
        @Nullable Double p95AbsMs,
        @Nullable Double maxAbsMs,
        int n,
        int flagged) {

    /** Summarizes the turns of {@code kind} that bear no doubt; the others are only counted. */
    public static ErrorSummary ofUnflagged(TurnKind kind, List<TurnError> errors) {
        return summarize(
                errors.stream().filter(error -> error.kind() == kind && !error.flagged()), flagged(kind, errors));
    }

    /** Summarizes all turns of {@code kind}, whether they bear a doubt or not. */
    public static ErrorSummary ofAll(TurnKind kind, List<TurnError> errors) {
        return summarize(errors.stream().filter(error -> error.kind() == kind), flagged(kind, errors));
    }

    private static int flagged(TurnKind kind, List<TurnError> errors) {
        return (int) errors.stream()
                .filter(error -> error.kind() == kind && error.flagged())
                .count();
    }

    private static ErrorSummary summarize(Stream<TurnError> turns, int flagged) {
        double[] errors = turns.mapToDouble(TurnError::errorMs).toArray();
        if (errors.length == 0) {
            return new ErrorSummary(null, null, null, null, 0, flagged);
        }
        double[] sizes = Arrays.stream(errors).map(Math::abs).toArray();
        OptionalDouble deviation = Quantiles.standardDeviation(errors);
        return new ErrorSummary(
                tenths(Arrays.stream(errors).average().orElseThrow()),
                deviation.isPresent() ? (Double) tenths(deviation.getAsDouble()) : null,
                tenths(Quantiles.percentile95(sizes, 0, 0).value()),
                tenths(Arrays.stream(sizes).max().orElseThrow()),
                errors.length,
                flagged);
    }

    // The measured values are whole ms: more digits would claim more than is known.
    private static double tenths(double milliseconds) {
        // Adding zero turns the -0.0 of a small negative bias into 0.0.
        return Math.round(milliseconds * 10) / 10.0 + 0.0;
    }
}
