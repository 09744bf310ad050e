package io.vox.agent.run;

import io.vox.agent.phantom.TurnTruth;
import io.vox.measurement.analysis.Outcome;
import io.vox.measurement.analysis.Turn;
import io.vox.measurement.analysis.TurnKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a result: what the analysis says, and what is true where the agent itself tells.
 *
 * @param truthMs what the calibration agent's own terminal heard, null = another agent, or unknown
 * @param programmedMs what the calibration agent was told to take, null as above
 */
public record TurnResult(
        int index,
        TurnKind kind,
        String label,
        Outcome outcome,
        @Nullable Integer valueMs,
        boolean censored,
        @Nullable String missingReason,
        long callerOnFrame,
        long callerOffFrame,
        @Nullable Long agentFrame,
        @Nullable Integer onlineMs,
        @Nullable Integer recoveryMs,
        @Nullable Integer hopFrames,
        @Nullable Double truthMs,
        @Nullable Integer programmedMs,
        List<String> flags,
        List<String> tags) {
    public TurnResult {
        flags = List.copyOf(flags);
        tags = List.copyOf(tags);
    }

    static TurnResult of(Turn turn, List<TurnTruth> truths) {
        // The greeting answers no stimulus.
        TurnTruth truth = truths.stream()
                .filter(known -> known.stimulus() == turn.index() && turn.kind() != TurnKind.GREETING)
                .findFirst()
                .orElse(null);
        return new TurnResult(
                turn.index(),
                turn.kind(),
                turn.label(),
                turn.outcome(),
                turn.valueMs(),
                turn.censored(),
                turn.missingReason(),
                turn.callerOnFrame(),
                turn.callerOffFrame(),
                turn.agentFrame(),
                turn.onlineMs(),
                turn.recoveryMs(),
                turn.hopFrames(),
                truth == null ? null : (Double) truth.truthMs(),
                truth == null ? null : (Integer) truth.programmedMs(),
                turn.flags(),
                turn.tags());
    }
}
