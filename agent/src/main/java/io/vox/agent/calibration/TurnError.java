package io.vox.agent.calibration;

import io.vox.agent.phantom.TurnTruth;
import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.analysis.Turn;
import io.vox.measurement.analysis.TurnFlag;
import io.vox.measurement.analysis.TurnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one measured turn is from its truth.
 *
 * @param index number of the turn within its conversation
 * @param valueMs as measured
 * @param truthMs as the phantom's terminal heard it
 * @param flagged whether the turn bears a flag that puts its number in doubt
 */
public record TurnError(int index, TurnKind kind, int valueMs, double truthMs, boolean flagged) {

    /** Pairs the turns of a conversation with their truths; turns without a value or a truth have no error. */
    public static List<TurnError> of(ConversationAnalysis analysis, List<TurnTruth> truths) {
        List<TurnError> errors = new ArrayList<>();
        for (Turn turn : analysis.turns()) {
            truths.stream()
                    .filter(truth -> truth.stimulus() == turn.index())
                    .findFirst()
                    .flatMap(truth -> of(turn.index(), turn.kind(), turn.valueMs(), truth.truthMs(), turn.flags()))
                    .ifPresent(errors::add);
        }
        return List.copyOf(errors);
    }

    /** The error of one turn; empty for a turn without a value or a truth, or of a kind that has none. */
    public static Optional<TurnError> of(
            int index, TurnKind kind, @Nullable Integer valueMs, @Nullable Double truthMs, List<String> flags) {
        boolean timed = kind == TurnKind.RESPONSE || kind == TurnKind.INTERRUPT;
        if (!timed || valueMs == null || truthMs == null) {
            return Optional.empty();
        }
        boolean doubtful = flags.stream().anyMatch(TurnFlag.DOUBTS::contains);
        return Optional.of(new TurnError(index, kind, valueMs, truthMs, doubtful));
    }

    /** Measured minus true, in ms; positive = measured too long. */
    public double errorMs() {
        return valueMs - truthMs;
    }
}
