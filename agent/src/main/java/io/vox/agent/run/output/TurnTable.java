package io.vox.agent.run.output;

import io.vox.agent.run.ConversationResult;
import io.vox.agent.run.TurnResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The turns of conversations as lines of text; with truth and error beside them where the agent itself tells. */
public final class TurnTable {
    private TurnTable() {}

    /** Renders the table of all turns of these conversations. */
    public static List<String> lines(List<ConversationResult> conversations, Ink ink) {
        List<TurnResult> all = conversations.stream()
                .flatMap(conversation -> conversation.turns().stream())
                .toList();
        if (all.isEmpty()) {
            return List.of();
        }
        boolean truth = all.stream().anyMatch(turn -> turn.truthMs() != null);
        List<String> head = new ArrayList<>(List.of("", "Turn", "Kind", "What", "Outcome", "Value"));
        if (truth) {
            head.addAll(List.of("Truth", "Error"));
        }
        head.add("");
        TextTable table =
                new TextTable(truth ? List.of(1, 5, 6, 7) : List.of(1, 5)).head(ink, head.toArray(String[]::new));
        for (ConversationResult conversation : conversations) {
            for (TurnResult turn : conversation.turns()) {
                List<String> cells = new ArrayList<>(List.of(
                        conversation.id(),
                        turn.index() == 0 ? "" : String.valueOf(turn.index()),
                        ResultWords.kind(turn.kind()),
                        turn.label(),
                        ResultWords.outcome(turn.outcome()),
                        value(turn)));
                if (truth) {
                    cells.addAll(List.of(Figure.milliseconds(turn.truthMs()), error(turn)));
                }
                cells.add(remarks(turn));
                table.row(cells.toArray(String[]::new)).ink(4, ink(turn, ink)).ink(cells.size() - 1, ink::doubtful);
            }
        }
        return table.lines();
    }

    private static String value(TurnResult turn) {
        if (turn.censored()) {
            return switch (turn.kind()) {
                case INTERRUPT -> "> 2000 ms";
                case RESPONSE, GREETING, BACKCHANNEL -> "> 10000 ms";
            };
        }
        return Figure.milliseconds(turn.valueMs());
    }

    private static String error(TurnResult turn) {
        return turn.valueMs() == null || turn.truthMs() == null
                ? "-"
                : String.format(Locale.ROOT, "%+.1f ms", turn.valueMs() - turn.truthMs());
    }

    private static UnaryOperator<String> ink(TurnResult turn, Ink ink) {
        return switch (turn.outcome()) {
            case ANSWERED, YIELDED, IGNORED -> ink::good;
            case MISSED, PREMATURE, NOT_YIELDED, STOPPED -> ink::bad;
            case VOID -> ink::faint;
        };
    }

    private static String remarks(TurnResult turn) {
        String recovery = turn.recoveryMs() == null ? "" : "spoke again after " + turn.recoveryMs() + " ms";
        String reason = turn.missingReason() == null || turn.censored() ? "" : ResultWords.words(turn.missingReason());
        return Stream.concat(Stream.of(reason, recovery), turn.flags().stream().map(ResultWords::words))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
