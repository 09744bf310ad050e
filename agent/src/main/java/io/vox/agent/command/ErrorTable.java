package io.vox.agent.command;

import io.vox.agent.calibration.ErrorSummary;
import io.vox.agent.calibration.TurnError;
import io.vox.measurement.analysis.TurnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far off the figures were, as lines of text. */
final class ErrorTable {
    private ErrorTable() {}

    static List<String> lines(List<TurnError> errors) {
        List<String> lines = new ArrayList<>();
        lines.add("Measured minus true        Bias       SD  P95 of |error|  Largest   n");
        for (TurnKind kind : List.of(TurnKind.RESPONSE, TurnKind.INTERRUPT)) {
            String name = kind == TurnKind.RESPONSE ? "Response" : "Interrupt";
            lines.add(line(name + " latency", ErrorSummary.ofUnflagged(kind, errors)));
            ErrorSummary all = ErrorSummary.ofAll(kind, errors);
            if (all.flagged() > 0) {
                lines.add(line("  with " + all.flagged() + " in doubt", all));
            }
        }
        return lines;
    }

    private static String line(String name, ErrorSummary summary) {
        return String.format(
                Locale.ROOT,
                "%-19s %11s %8s %15s %8s %3d",
                name,
                signed(summary.biasMs()),
                plain(summary.sdMs()),
                plain(summary.p95AbsMs()),
                plain(summary.maxAbsMs()),
                summary.n());
    }

    private static String signed(@Nullable Double milliseconds) {
        return milliseconds == null ? "-" : String.format(Locale.ROOT, "%+.1f ms", milliseconds);
    }

    private static String plain(@Nullable Double milliseconds) {
        return milliseconds == null ? "-" : String.format(Locale.ROOT, "%.1f ms", milliseconds);
    }
}
