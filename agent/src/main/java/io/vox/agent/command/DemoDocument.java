package io.vox.agent.command;

import io.vox.agent.calibration.ErrorSummary;
import io.vox.agent.calibration.TurnError;
import io.vox.agent.fault.FaultKind;
import io.vox.agent.run.ConversationResult;
import io.vox.agent.run.ResultDocument;
import io.vox.agent.run.TurnResult;
import io.vox.measurement.analysis.TurnKind;
import io.vox.measurement.metric.Metric;
import io.vox.measurement.timeline.Condition;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the demonstration shows as JSON: the figures, every turn with its truth, and how far off the figures are.
 *
 * @param conversations without those that our own faults spoiled
 * @param responseError over the response turns without a doubt
 * @param interruptError over the barge-ins without a doubt
 */
record DemoDocument(
        List<Metric> metrics, List<Held> conversations, ErrorSummary responseError, ErrorSummary interruptError) {

    /** One conversation. */
    record Held(String scenario, int repeat, Condition condition, List<Timed> turns) {}

    /**
     * One turn.
     *
     * @param valueMs as measured, null = no value
     * @param truthMs as the phantom's terminal heard it, null = nothing to be heard
     * @param programmedMs as the phantom was told
     */
    record Timed(
            int index,
            TurnKind kind,
            @Nullable Integer valueMs,
            @Nullable Double truthMs,
            @Nullable Integer programmedMs,
            List<String> flags) {}

    static DemoDocument of(ResultDocument result) {
        List<TurnError> errors = errors(result);
        return new DemoDocument(
                result.metrics(),
                counted(result).stream().map(DemoDocument::held).toList(),
                ErrorSummary.ofUnflagged(TurnKind.RESPONSE, errors),
                ErrorSummary.ofUnflagged(TurnKind.INTERRUPT, errors));
    }

    static List<TurnError> errors(ResultDocument result) {
        return counted(result).stream()
                .flatMap(conversation -> conversation.turns().stream())
                .flatMap(turn ->
                        TurnError.of(turn.index(), turn.kind(), turn.valueMs(), turn.truthMs(), turn.flags()).stream())
                .toList();
    }

    private static List<ConversationResult> counted(ResultDocument result) {
        String ours = FaultKind.HARNESS_FAULT.name().toLowerCase(Locale.ROOT);
        return result.conversations().stream()
                .filter(conversation -> conversation.fault() == null
                        || !conversation.fault().kind().equals(ours))
                .toList();
    }

    private static Held held(ConversationResult conversation) {
        return new Held(
                conversation.scenario(),
                conversation.repeat(),
                conversation.condition(),
                conversation.turns().stream().map(DemoDocument::timed).toList());
    }

    private static Timed timed(TurnResult turn) {
        return new Timed(turn.index(), turn.kind(), turn.valueMs(), turn.truthMs(), turn.programmedMs(), turn.flags());
    }
}
