package io.vox.measurement.metric;

import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.analysis.Turn;
import io.vox.measurement.analysis.TurnKind;
import io.vox.measurement.statistics.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Says in plain sentences what happened in a conversation; a reader needs no definitions. */
public final class Verdicts {
    /** Beyond this people notice that they were not heard. */
    private static final int SLOW_STOP_MS = 1_000;

    private static final int SLOW_ANSWER_MS = 2_000;

    private Verdicts() {}

    /** Returns what went wrong, in the order of the turns (or that nothing did), then a summary of the latencies. */
    public static List<String> inWords(ConversationAnalysis analysis) {
        List<String> sentences = new ArrayList<>();
        if (analysis.harnessFault() != null) {
            sentences.add("This recording has holes, so its figures do not count; repeat the conversation.");
        }
        int problemsFrom = sentences.size();
        for (Turn turn : analysis.turns()) {
            problem(turn, analysis).ifPresent(sentences::add);
        }
        boolean judged = analysis.turns().stream().anyMatch(turn -> isJudged(turn));
        if (sentences.size() == problemsFrom && (!judged || analysis.harnessFault() == null)) {
            sentences.add(judged ? "All is well: every turn went as it should." : "No turn could be judged.");
        }
        latency(analysis, TurnKind.RESPONSE)
                .map(median -> "Answered after " + seconds(median) + " (median of " + count(analysis, TurnKind.RESPONSE)
                        + ").")
                .ifPresent(sentences::add);
        latency(analysis, TurnKind.INTERRUPT)
                .map(median -> "Fell silent " + seconds(median) + " after being interrupted (median of "
                        + count(analysis, TurnKind.INTERRUPT) + ").")
                .ifPresent(sentences::add);
        if (analysis.agent().noisy()) {
            sentences.add("The agent's channel is noisy, so these times may be off by more than 10 ms.");
        }
        return List.copyOf(sentences);
    }

    private static boolean isJudged(Turn turn) {
        return switch (turn.outcome()) {
            case VOID -> false;
            case ANSWERED, MISSED, PREMATURE, YIELDED, NOT_YIELDED, IGNORED, STOPPED -> true;
        };
    }

    private static Optional<String> problem(Turn turn, ConversationAnalysis analysis) {
        String where = turn.kind() == TurnKind.GREETING ? "" : " (turn " + turn.index() + ")";
        Integer value = turn.valueMs();
        return Optional.ofNullable(
                switch (turn.outcome()) {
                    case MISSED ->
                        turn.kind() == TurnKind.GREETING
                                ? "Did not greet the caller."
                                : "Did not answer turn " + turn.index() + waited(turn, analysis) + ".";
                    case PREMATURE -> "Answered before the caller had finished" + where + ".";
                    case NOT_YIELDED ->
                        "Kept talking for " + talkedOn(turn, analysis.sampleRate()) + " after being interrupted" + where
                                + ".";
                    case STOPPED -> "Stopped for " + named(turn.label()) + where + ".";
                    case YIELDED ->
                        value != null && value > SLOW_STOP_MS
                                ? "Kept talking for " + seconds(value) + " after being interrupted" + where + "."
                                : null;
                    case ANSWERED ->
                        value != null && value > SLOW_ANSWER_MS && turn.kind() == TurnKind.RESPONSE
                                ? "Took " + seconds(value) + " to answer" + where + "."
                                : null;
                    case IGNORED -> null;
                    case VOID -> voided(turn, where);
                });
    }

    private static String voided(Turn turn, String where) {
        String reason = Objects.requireNonNullElse(turn.missingReason(), "");
        return "Not judged" + where + ": "
                + switch (reason) {
                    case "recording_ended" -> "the recording ended too early.";
                    case "stimulus_not_found" -> "the caller's words were not found in the recording.";
                    case "agent_silent" -> "the agent was not speaking.";
                    case "already_stopped" -> "the agent was just falling silent.";
                    case "too_early" -> "the agent had only just begun to speak.";
                    case "already_speaking" -> "the agent was speaking already.";
                    default -> "it did not take place.";
                };
    }

    private static String waited(Turn turn, ConversationAnalysis analysis) {
        long limit = turn.callerOffFrame() + 10L * analysis.sampleRate();
        boolean callerWentOn = analysis.turns().stream()
                .anyMatch(other -> other.callerOnFrame() > turn.callerOffFrame() && other.callerOnFrame() <= limit);
        return callerWentOn ? " before the caller went on" : " within 10 s";
    }

    private static String talkedOn(Turn turn, int sampleRate) {
        Long agentFrame = turn.agentFrame();
        return agentFrame == null
                ? "more than 2 s"
                : seconds((agentFrame - turn.callerOnFrame()) * 1000.0 / sampleRate);
    }

    /** A label of one or two words is a thing ("a cough"); anything longer is quoted. */
    private static String named(String label) {
        String words = label.strip();
        if (words.isEmpty()) {
            return "a short sound";
        }
        if (!words.matches("\\p{Alpha}+( \\p{Alpha}+)?")) {
            return "\"" + words + "\"";
        }
        return ("aeiou".indexOf(Character.toLowerCase(words.charAt(0))) >= 0 ? "an " : "a ") + words;
    }

    private static Optional<Double> latency(ConversationAnalysis analysis, TurnKind kind) {
        double[] values = values(analysis, kind);
        return values.length == 0 ? Optional.empty() : Optional.of(Quantiles.median(values));
    }

    private static String count(ConversationAnalysis analysis, TurnKind kind) {
        int turns = values(analysis, kind).length;
        return turns == 1 ? "1 turn" : turns + " turns";
    }

    private static double[] values(ConversationAnalysis analysis, TurnKind kind) {
        return analysis.turns().stream()
                .filter(turn -> turn.kind() == kind)
                .map(Turn::valueMs)
                .filter(Objects::nonNull)
                .mapToDouble(Integer::doubleValue)
                .toArray();
    }

    private static String seconds(double millis) {
        return millis < 1000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
}
