package io.vox.measurement.board

import io.vox.measurement.analysis.Analyzer
import io.vox.measurement.analysis.ConversationAnalysis
import io.vox.measurement.analysis.Outcome
import io.vox.measurement.analysis.Turn
import io.vox.measurement.analysis.TurnKind
import io.vox.measurement.speech.ChannelActivity
import io.vox.measurement.timeline.Condition
import java.time.LocalDate

/** Short forms for conversations and cells in specs. */
class Conversations {
    static final LocalDate MONDAY = LocalDate.of(2026, 11, 16)
    static final ConversationCounts COUNTED = new ConversationCounts(1, 1, 0, 0, 0, 0)

    static ConversationAnalysis conversation(int number, List<Turn> turns, String version = Analyzer.METHOD_VERSION) {
        def activity = new ChannelActivity(1000, 60000, -60, -48, false, [])
        new ConversationAnalysis('scenario', number, Condition.clean(), version, activity, activity, turns, 0.5d, [], null, 60000, 1000)
    }

    static Turn response(int index, Integer value, Outcome outcome = value == null ? Outcome.MISSED : Outcome.ANSWERED) {
        turn(index, TurnKind.RESPONSE, outcome, value)
    }

    static Turn turn(int index, TurnKind kind, Outcome outcome, Integer value, List<String> flags = []) {
        boolean censored = outcome in [Outcome.MISSED, Outcome.NOT_YIELDED]
        new Turn(index, kind, 'words', outcome, value, censored, value == null && outcome != Outcome.IGNORED ? 'no_answer' : null,
            index * 10000L, index * 10000L + 1000, null, null, null, 0, flags, [])
    }

    static Cell cell(String id, List<Turn> turns, LocalDate day = MONDAY) {
        Cell.ofCounted(id, day, COUNTED, Analyzer.METHOD_VERSION, turns, [])
    }

    /** 8 answers, 2 barge-ins and a backchannel, around a level of the conversation. */
    static List<Turn> turns(Random random, double median, double success = 0.95) {
        double level = median * Math.exp(0.2 * random.nextGaussian())
        (1..8).collect {
            response(it, random.nextDouble() < success ? Math.min(10_000, Math.round(level * Math.exp(0.3 * random.nextGaussian()))) as int : null)
        } + (9..10).collect {
            boolean yielded = random.nextDouble() < success
            turn(it, TurnKind.INTERRUPT, yielded ? Outcome.YIELDED : Outcome.NOT_YIELDED, yielded ? 300 + random.nextInt(200) : null)
        } + [turn(11, TurnKind.BACKCHANNEL, Outcome.IGNORED, null)]
    }

    /** Conversations of several days. */
    static Cell cells(String prefix, int count, double median, Map rest = [:]) {
        def random = new Random(prefix.hashCode() + count)
        Cell.merge((1..count).collect { cell(prefix + it, turns(random, median, rest.success ?: 0.95d), MONDAY.plusDays(it % (rest.days ?: 4))) })
    }
}
