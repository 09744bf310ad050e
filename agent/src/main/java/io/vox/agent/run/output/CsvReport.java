package io.vox.agent.run.output;

import io.vox.agent.conversation.StepRecord;
import io.vox.agent.run.ConversationResult;
import io.vox.agent.run.ResultDocument;
import io.vox.agent.run.TurnResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A result as CSV (RFC 4180): a row for each turn of each conversation, or one row for a conversation without turns. The
 * columns app, scenario, success, duration and {@code step_N_<action>_elapsed_time} are those of voice-agent-tester and
 * are the same in all rows of a conversation.
 */
public final class CsvReport {
    private static final List<String> COLUMNS = List.of(
            "app",
            "scenario",
            "success",
            "duration",
            "conversation",
            "repeat",
            "fault",
            "turn",
            "kind",
            "label",
            "outcome",
            "value_ms",
            "censored",
            "missing_reason",
            "recovery_ms",
            "flags",
            "tags");

    private CsvReport() {}

    /** Renders the result. */
    public static String of(ResultDocument result) {
        TreeMap<Integer, String> steps = new TreeMap<>();
        for (ConversationResult conversation : result.conversations()) {
            for (StepRecord step : conversation.steps()) {
                if (step.reported()) {
                    steps.putIfAbsent(step.number(), "step_" + step.number() + "_" + step.action() + "_elapsed_time");
                }
            }
        }
        List<Object> head = new ArrayList<>(COLUMNS);
        head.addAll(steps.values());
        StringBuilder csv = new StringBuilder();
        append(csv, head);
        for (ConversationResult conversation : result.conversations()) {
            if (conversation.turns().isEmpty()) {
                append(csv, row(conversation, null, steps.keySet()));
            }
            for (TurnResult turn : conversation.turns()) {
                append(csv, row(conversation, turn, steps.keySet()));
            }
        }
        return csv.toString();
    }

    private static List<@Nullable Object> row(
            ConversationResult conversation, @Nullable TurnResult turn, Collection<Integer> steps) {
        ResultDocument.Fault fault = conversation.fault();
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(conversation.application());
        cells.add(conversation.scenario());
        cells.add(conversation.passed() ? 1 : 0);
        cells.add(conversation.durationMs());
        cells.add(conversation.id());
        cells.add(conversation.repeat());
        cells.add(fault == null ? null : fault.code());
        if (turn == null) {
            for (int column = cells.size(); column < COLUMNS.size(); column++) {
                cells.add(null);
            }
        } else {
            cells.add(turn.index());
            cells.add(turn.kind());
            cells.add(turn.label());
            cells.add(turn.outcome());
            cells.add(turn.valueMs());
            cells.add(turn.censored());
            cells.add(turn.missingReason());
            cells.add(turn.recoveryMs());
            cells.add(String.join(" ", turn.flags()));
            cells.add(String.join(" ", turn.tags()));
        }
        for (int number : steps) {
            cells.add(conversation.steps().stream()
                    .filter(step -> step.number() == number && step.reported())
                    .map(StepRecord::elapsedMs)
                    .findFirst()
                    .orElse(null));
        }
        return cells;
    }

    private static void append(StringBuilder csv, List<? extends @Nullable Object> cells) {
        csv.append(cells.stream().map(CsvReport::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(@Nullable Object value) {
        String text = Objects.toString(value, "");
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
