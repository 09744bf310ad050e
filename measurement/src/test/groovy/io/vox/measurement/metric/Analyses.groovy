package io.vox.measurement.metric

import io.vox.measurement.analysis.Analyzer
import io.vox.measurement.analysis.ConversationAnalysis
import io.vox.measurement.analysis.Outcome
import io.vox.measurement.analysis.Turn
import io.vox.measurement.analysis.TurnKind
import io.vox.measurement.speech.ChannelActivity
import io.vox.measurement.speech.SpeechSegment
import io.vox.measurement.timeline.Condition

/** Short forms for conversations and turns in specs, at 1000 frames per second. */
class Analyses {
    static ConversationAnalysis conversation(int repeat, List<Turn> turns, Map rest = [:]) {
        def activity = new ChannelActivity(1000, 60000, -60, -48, rest.noisy ?: false, [new SpeechSegment(0, 100)])
        new ConversationAnalysis('scenario', repeat, Condition.clean(), rest.version ?: Analyzer.METHOD_VERSION, activity, activity,
            turns, rest.talk ?: 0.5d, rest.noisy ? ['noisy'] : [], rest.fault, 60000, 1000)
    }

    static Turn response(int index, Integer value, Map rest = [:]) {
        Outcome outcome = rest.outcome ?: (value == null ? Outcome.MISSED : Outcome.ANSWERED)
        turn(index, TurnKind.RESPONSE, outcome, value, rest)
    }

    static Turn turn(int index, TurnKind kind, Outcome outcome, Integer value, Map rest = [:]) {
        boolean censored = outcome in [Outcome.MISSED, Outcome.NOT_YIELDED]
        long on = index * 10000L
        new Turn(index, kind, rest.label ?: 'words', outcome, value, censored, value == null ? (rest.reason ?: 'no_answer') : null,
            on, on + 1000, rest.agentFrame, null, rest.recovery, 0, rest.flags ?: [], rest.tags ?: [])
    }

    static List<ConversationAnalysis> answering(int conversations, int median, int spread) {
        (1..conversations).collect { int repeat ->
            conversation(repeat, (1..8).collect { response(it, median + ((it * 37 + repeat * 11) % 21 - 10) * spread) })
        }
    }
}
