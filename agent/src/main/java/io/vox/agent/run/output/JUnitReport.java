package io.vox.agent.run.output;

import io.vox.agent.conversation.Check;
import io.vox.agent.conversation.StepRecord;
import io.vox.agent.run.ConversationResult;
import io.vox.agent.run.ResultDocument;
import io.vox.agent.run.TurnResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A result as JUnit XML: a suite for each application and scenario, a case for each turn, check, wait in vain and fault.
 * What the agent did wrong is a failure, what kept us from measuring an error, what could not be judged is skipped.
 */
public final class JUnitReport {
    private static final String TIMEOUT = "timeout";

    private JUnitReport() {}

    /** Renders the result. */
    public static String of(ResultDocument result) {
        Map<String, List<ConversationResult>> suites = new LinkedHashMap<>();
        for (ConversationResult conversation : result.conversations()) {
            suites.computeIfAbsent(
                            Objects.requireNonNullElse(
                                            conversation.application(),
                                            result.target().name()) + " x " + conversation.scenario(),
                            _ -> new ArrayList<>())
                    .add(conversation);
        }
        List<JUnitSuite> rendered = new ArrayList<>();
        suites.forEach((name, conversations) -> rendered.add(suite(name, conversations)));
        ResultDocument.Fault fault = result.fault();
        boolean told = fault != null
                && result.conversations().stream()
                        .map(ConversationResult::fault)
                        .anyMatch(known -> known != null && known.code().equals(fault.code()));
        if (fault != null && !told) {
            JUnitCase failed =
                    new JUnitCase("run", "run", JUnitCase.Outcome.ERROR, fault.code(), fault.message(), null);
            rendered.add(new JUnitSuite("run", result.startedAt(), List.of(failed)));
        }
        return JUnitXml.write(rendered);
    }

    private static JUnitSuite suite(String name, List<ConversationResult> conversations) {
        List<JUnitCase> cases = new ArrayList<>();
        for (int i = 0; i < conversations.size(); i++) {
            ConversationResult conversation = conversations.get(i);
            boolean heldAgain = i + 1 < conversations.size()
                    && isHarnessFault(conversation)
                    && conversations.get(i + 1).repeat() == conversation.repeat();
            cases.addAll(heldAgain ? List.of(excluded(name, conversation)) : cases(name, conversation));
        }
        String startedAt = Objects.requireNonNullElse(conversations.getFirst().startedAt(), "");
        return new JUnitSuite(name, startedAt, cases);
    }

    private static List<JUnitCase> cases(String suite, ConversationResult conversation) {
        List<JUnitCase> cases = new ArrayList<>();
        String place = place(conversation);
        for (TurnResult turn : conversation.turns()) {
            cases.add(isHarnessFault(conversation) ? excludedTurn(suite, place, turn) : turn(suite, place, turn));
        }
        for (Check check : conversation.checks()) {
            Boolean passed = check.passed();
            JUnitCase.Outcome outcome = passed == null
                    ? JUnitCase.Outcome.SKIPPED
                    : passed ? JUnitCase.Outcome.PASSED : JUnitCase.Outcome.FAILURE;
            cases.add(new JUnitCase(suite, place + check.name(), outcome, "check", check.detail(), null));
        }
        for (StepRecord step : conversation.steps()) {
            if (step.status().equals(TIMEOUT)) {
                String detail = Objects.requireNonNullElse(step.detail(), "waited in vain");
                String name = place + "step " + step.number() + ": " + step.action();
                cases.add(new JUnitCase(suite, name, JUnitCase.Outcome.FAILURE, TIMEOUT, detail, step.elapsedMs()));
            }
        }
        ResultDocument.Fault fault = conversation.fault();
        if (fault != null) {
            JUnitCase.Outcome outcome =
                    fault.kind().equals("agent_fault") ? JUnitCase.Outcome.FAILURE : JUnitCase.Outcome.ERROR;
            cases.add(new JUnitCase(suite, place + "conversation", outcome, fault.code(), fault.message(), null));
        }
        if (cases.isEmpty()) {
            cases.add(new JUnitCase(suite, place + "conversation", JUnitCase.Outcome.PASSED, "", "", null));
        }
        return cases;
    }

    private static JUnitCase turn(String suite, String place, TurnResult turn) {
        JUnitCase.Outcome outcome = switch (turn.outcome()) {
            case ANSWERED, YIELDED, IGNORED -> JUnitCase.Outcome.PASSED;
            case MISSED, PREMATURE, NOT_YIELDED, STOPPED -> JUnitCase.Outcome.FAILURE;
            case VOID -> JUnitCase.Outcome.SKIPPED;
        };
        String type = turn.missingReason() == null ? ResultWords.outcome(turn.outcome()) : turn.missingReason();
        String message = switch (turn.outcome()) {
            case ANSWERED, YIELDED, IGNORED -> "";
            case MISSED -> "no answer before the next turn or within 10 s";
            case PREMATURE -> "answered before the caller had finished";
            case NOT_YIELDED -> "kept talking for more than 2 s after being interrupted";
            case STOPPED -> "stopped for a sound that must not stop it";
            case VOID -> "not judged: " + ResultWords.words(type);
        };
        Integer value = turn.valueMs();
        Long time = value == null ? null : Long.valueOf(value);
        return new JUnitCase(suite, name(place, turn), outcome, type, message, time);
    }

    private static JUnitCase excludedTurn(String suite, String place, TurnResult turn) {
        String message = "excluded because of a fault on our side";
        return new JUnitCase(suite, name(place, turn), JUnitCase.Outcome.SKIPPED, "harness_fault", message, null);
    }

    private static JUnitCase excluded(String suite, ConversationResult conversation) {
        ResultDocument.Fault fault = Objects.requireNonNull(conversation.fault(), "only faults are excluded");
        String name = place(conversation) + "conversation " + conversation.id();
        String message = "excluded and held again: " + fault.message();
        return new JUnitCase(suite, name, JUnitCase.Outcome.SKIPPED, fault.code(), message, null);
    }

    private static boolean isHarnessFault(ConversationResult conversation) {
        ResultDocument.Fault fault = conversation.fault();
        return fault != null && fault.kind().equals("harness_fault");
    }

    private static String name(String place, TurnResult turn) {
        String number = turn.index() == 0 ? "" : "turn " + turn.index() + ": ";
        String label = turn.index() == 0 ? "" : " (" + turn.label() + ")";
        return place + number + ResultWords.kind(turn.kind()) + label;
    }

    private static String place(ConversationResult conversation) {
        return "repeat " + conversation.repeat() + ", ";
    }
}
