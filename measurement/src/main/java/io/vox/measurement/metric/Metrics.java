package io.vox.measurement.metric;

import io.vox.measurement.analysis.Analyzer;
import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.analysis.Outcome;
import io.vox.measurement.analysis.Turn;
import io.vox.measurement.analysis.TurnFlag;
import io.vox.measurement.analysis.TurnKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Computes all metrics over conversations (measurement 2).
 *
 * <ul>
 *   <li>Conversations with a harness fault are left out; turns with flags stay in, and the flags stand beside the figure.
 *   <li>Response rate = answered / (answered + missed). A premature answer is neither: it is counted by
 *       falseInterruptRate = premature / all response opportunities, and as a failure by turnSuccessRate.
 *   <li>Response turns in which the agent calls a tool ({@code tool}) have a latency of their own, but share the rates.
 *   <li>Recovery is looked for after barge-ins that were yielded to; one that never came counts as beyond 10 s, unless
 *       the barge-in demands no answer ({@code statement}) or the recording ended too early.
 * </ul>
 */
public final class Metrics {
    private static final String TOOL = "tool";
    private static final String STATEMENT = "statement";
    private static final int ANSWER_BOUND_MS = 10_000;
    private static final int STOP_BOUND_MS = 2_000;

    private static final Predicate<Turn> RESPONSE = turn -> turn.kind() == TurnKind.RESPONSE;
    private static final Predicate<Turn> INTERRUPT = turn -> turn.kind() == TurnKind.INTERRUPT;
    private static final Predicate<Turn> GREETING = turn -> turn.kind() == TurnKind.GREETING;
    private static final Predicate<Turn> WITH_TOOL =
            RESPONSE.and(turn -> turn.tags().contains(TOOL));

    private static final LatencyMetric RESPONSE_LATENCY = answer("responseLatency", RESPONSE.and(WITH_TOOL.negate()));
    private static final LatencyMetric TOOL_LATENCY = answer("responseLatencyTool", WITH_TOOL);
    private static final LatencyMetric GREETING_LATENCY = answer("greetingLatency", GREETING);
    private static final LatencyMetric INTERRUPT_LATENCY =
            new LatencyMetric("interruptLatency", INTERRUPT, Turn::valueMs, Turn::censored, STOP_BOUND_MS);
    private static final LatencyMetric RECOVERY_LATENCY = new LatencyMetric(
            "recoveryLatency",
            INTERRUPT.and(turn -> turn.outcome() == Outcome.YIELDED),
            Turn::recoveryMs,
            Metrics::neverRecovered,
            ANSWER_BOUND_MS);

    private static final RateMetric RESPONSE_RATE = new RateMetric(
            "responseRate", RESPONSE, Set.of(Outcome.ANSWERED), Set.of(Outcome.ANSWERED, Outcome.MISSED));
    private static final RateMetric INTERRUPT_RATE = new RateMetric(
            "interruptRate", INTERRUPT, Set.of(Outcome.YIELDED), Set.of(Outcome.YIELDED, Outcome.NOT_YIELDED));
    private static final RateMetric FALSE_INTERRUPT_RATE = new RateMetric(
            "falseInterruptRate",
            RESPONSE,
            Set.of(Outcome.PREMATURE),
            Set.of(Outcome.ANSWERED, Outcome.MISSED, Outcome.PREMATURE));
    private static final RateMetric BACKCHANNEL_IGNORE_RATE = new RateMetric(
            "backchannelIgnoreRate",
            turn -> turn.kind() == TurnKind.BACKCHANNEL,
            Set.of(Outcome.IGNORED),
            Set.of(Outcome.IGNORED, Outcome.STOPPED));
    private static final RateMetric TURN_SUCCESS_RATE = new RateMetric(
            "turnSuccessRate",
            GREETING.negate(),
            Set.of(Outcome.ANSWERED, Outcome.YIELDED, Outcome.IGNORED),
            EnumSet.complementOf(EnumSet.of(Outcome.VOID)));

    /** The metrics of boards, in the order of a result. */
    private static final List<String> BOARD = List.of(
            "responseLatency",
            "responseRate",
            "interruptLatency",
            "interruptRate",
            "falseInterruptRate",
            "backchannelIgnoreRate",
            "turnSuccessRate",
            "networkResilience",
            "naturalness",
            "noiseReduction");

    private static final List<LatencyMetric> LATENCIES =
            List.of(RESPONSE_LATENCY, INTERRUPT_LATENCY, RECOVERY_LATENCY, TOOL_LATENCY, GREETING_LATENCY);
    private static final List<RateMetric> RATES =
            List.of(RESPONSE_RATE, INTERRUPT_RATE, FALSE_INTERRUPT_RATE, BACKCHANNEL_IGNORE_RATE, TURN_SUCCESS_RATE);

    private Metrics() {}

    /**
     * Computes the metrics, always in the same order; {@code responseLatencyTool} and {@code greetingLatency} follow only
     * where there are such turns.
     *
     * @throws IllegalArgumentException if the conversations were measured by different methods (measurement 1.7)
     */
    public static List<Metric> compute(List<ConversationAnalysis> analyses) {
        Conversations conversations = Conversations.of(analyses, Analyzer.METHOD_VERSION);
        Basis basis = conversations.basis();
        List<Metric> metrics = new ArrayList<>(List.of(
                figure(RESPONSE_LATENCY, conversations),
                figure(RESPONSE_RATE, conversations),
                figure(INTERRUPT_LATENCY, conversations),
                figure(INTERRUPT_RATE, conversations),
                figure(RECOVERY_LATENCY, conversations),
                figure(FALSE_INTERRUPT_RATE, conversations),
                figure(BACKCHANNEL_IGNORE_RATE, conversations),
                figure(TURN_SUCCESS_RATE, conversations),
                notMeasured(basis, "firstContentLatency", "ms", "no_transcriber"),
                notMeasured(basis, "wordErrorRate", "ratio", "no_transcriber"),
                TalkRatioMetric.compute(conversations),
                figure("networkResilience", List.of(), basis),
                figure("naturalness", List.of(), basis),
                figure("noiseReduction", List.of(), basis)));
        for (LatencyMetric optional : List.of(TOOL_LATENCY, GREETING_LATENCY)) {
            Metric metric = figure(optional, conversations);
            if (metric.n() + metric.nMissing() > 0) {
                metrics.add(metric);
            }
        }
        return List.copyOf(metrics);
    }

    /** Returns the keys of the metrics that boards show, in the order of a result. */
    public static List<String> boardKeys() {
        return BOARD;
    }

    /**
     * Takes what one sound conversation contributes to boards.
     *
     * @param conversation its turns
     * @param flags of the conversation
     * @param cluster where its values are counted; conversations of the same cluster are resampled together
     */
    public static Tally tally(List<Turn> conversation, Collection<String> flags, int cluster) {
        SortedMap<String, LatencyTally> latencies = new TreeMap<>();
        LATENCIES.stream()
                .filter(metric -> BOARD.contains(metric.key()))
                .forEach(metric -> latencies.put(metric.key(), metric.tally(conversation, flags, cluster)));
        SortedMap<String, RateTally> rates = new TreeMap<>();
        RATES.forEach(metric -> rates.put(metric.key(), metric.tally(conversation, flags, cluster)));
        return new Tally(latencies, rates);
    }

    /**
     * Computes a metric of boards.
     *
     * @param key one of {@link #boardKeys()}
     * @param strata what the conversations of each region contributed; all regions have the same weight
     */
    public static Metric figure(String key, List<Tally> strata, Basis basis) {
        for (LatencyMetric metric : LATENCIES) {
            if (metric.key().equals(key)) {
                return metric.figure(
                        strata.stream()
                                .map(Tally::latencies)
                                .filter(latencies -> latencies.containsKey(key))
                                .map(latencies -> latencies.get(key))
                                .toList(),
                        basis);
            }
        }
        for (RateMetric metric : RATES) {
            if (metric.key().equals(key)) {
                return metric.figure(
                        strata.stream()
                                .map(Tally::rates)
                                .filter(rates -> rates.containsKey(key))
                                .map(rates -> rates.get(key))
                                .toList(),
                        basis);
            }
        }
        return switch (key) {
            case "networkResilience" -> notMeasured(basis, key, "points", "not_scripted");
            case "naturalness" -> notMeasured(basis, key, "mos", "no_judge");
            case "noiseReduction" -> notMeasured(basis, key, "percent", "not_scripted");
            default -> throw new IllegalArgumentException("no board shows " + key);
        };
    }

    /** Returns the values of single turns: ms of a latency, 0 or 1 of a rate; none for other metrics. */
    static double[] turnValues(String key, List<ConversationAnalysis> analyses) {
        Conversations conversations = Conversations.of(analyses, Analyzer.METHOD_VERSION);
        for (LatencyMetric latency : LATENCIES) {
            if (latency.key().equals(key)) {
                return latency.turnValues(conversations);
            }
        }
        for (RateMetric rate : RATES) {
            if (rate.key().equals(key)) {
                return rate.turnValues(conversations);
            }
        }
        return new double[0];
    }

    /** Returns a metric of no turns, for a key that is computed only where there are some. */
    static Metric absent(String key, List<ConversationAnalysis> analyses) {
        return notMeasured(Conversations.of(analyses, Analyzer.METHOD_VERSION).basis(), key, "ms", "not_scripted");
    }

    private static LatencyMetric answer(String key, Predicate<Turn> turns) {
        return new LatencyMetric(key, turns, Turn::valueMs, Turn::censored, ANSWER_BOUND_MS);
    }

    private static boolean neverRecovered(Turn turn) {
        return !turn.tags().contains(STATEMENT) && !turn.flags().contains(TurnFlag.RECOVERY_UNOBSERVED);
    }

    private static Metric figure(LatencyMetric metric, Conversations conversations) {
        List<LatencyTally> tallies = new ArrayList<>();
        for (ConversationAnalysis conversation : conversations.sound()) {
            tallies.add(metric.tally(conversation.turns(), conversation.flags(), tallies.size()));
        }
        return metric.figure(List.of(LatencyTally.merge(tallies)), conversations.basis());
    }

    private static Metric figure(RateMetric metric, Conversations conversations) {
        List<RateTally> tallies = new ArrayList<>();
        for (ConversationAnalysis conversation : conversations.sound()) {
            tallies.add(metric.tally(conversation.turns(), conversation.flags(), tallies.size()));
        }
        return metric.figure(List.of(RateTally.merge(tallies)), conversations.basis());
    }

    private static Metric notMeasured(Basis basis, String key, String unit, String reason) {
        return new Metric(key, unit, 0, 0, 0, basis.methodVersion(), reason, List.of(), Map.of());
    }
}
