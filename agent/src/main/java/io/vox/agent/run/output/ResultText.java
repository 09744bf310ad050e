package io.vox.agent.run.output;

import io.vox.agent.run.ConversationResult;
import io.vox.agent.run.ResultDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A whole result as lines of text: what was measured, metrics, turns, verdicts and faults in words. */
public final class ResultText {
    private ResultText() {}

    /** Renders the result. */
    public static List<String> lines(ResultDocument result, Ink ink) {
        List<String> lines = new ArrayList<>();
        lines.add(ink.bold(Printable.of(result.target().name())) + ", " + count(result.conversations())
                + ink.faint(", method " + methods(result)));
        section(MetricTable.lines(result.metrics(), ink), lines);
        section(TurnTable.lines(result.conversations(), ink), lines);
        section(faults(result, ink), lines);
        section(result.verdicts().stream().map(Printable::of).toList(), lines);
        return lines;
    }

    private static void section(List<String> section, List<String> lines) {
        if (!section.isEmpty()) {
            lines.add("");
            lines.addAll(section);
        }
    }

    private static List<String> faults(ResultDocument result, Ink ink) {
        List<String> lines = new ArrayList<>();
        for (ConversationResult conversation : result.conversations()) {
            ResultDocument.Fault fault = conversation.fault();
            if (fault != null) {
                lines.add(ink.bad("Conversation " + conversation.id() + ": " + ResultWords.words(fault.kind()) + ": "
                        + Printable.of(fault.message())));
            }
        }
        conversationChecks(result, ink, lines);
        return lines;
    }

    private static void conversationChecks(ResultDocument result, Ink ink, List<String> lines) {
        for (ConversationResult conversation : result.conversations()) {
            conversation.checks().stream()
                    .filter(check -> Boolean.FALSE.equals(check.passed()))
                    .forEach(check -> lines.add(ink.bad("Conversation " + conversation.id() + ": " + check.name()
                            + " failed: " + Printable.of(check.detail()))));
            conversation.steps().stream()
                    .filter(step -> step.status().equals("timeout"))
                    .forEach(step -> lines.add(ink.bad("Conversation " + conversation.id() + ": step " + step.number()
                            + " (" + step.action() + "): "
                            + Printable.of(Objects.requireNonNullElse(step.detail(), "waited in vain")))));
        }
    }

    private static String count(List<ConversationResult> conversations) {
        long seconds = conversations.stream()
                        .map(ConversationResult::durationMs)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .sum()
                / 1000;
        return conversations.size() + (conversations.size() == 1 ? " conversation, " : " conversations, ") + seconds
                + " s";
    }

    private static String methods(ResultDocument result) {
        List<String> methods = result.conversations().stream()
                .map(ConversationResult::methodVersion)
                .distinct()
                .toList();
        return methods.isEmpty() ? result.tool().methodVersion() : String.join(" and ", methods);
    }
}
