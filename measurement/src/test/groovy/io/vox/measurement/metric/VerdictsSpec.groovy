package io.vox.measurement.metric

import static io.vox.measurement.metric.Analyses.conversation
import static io.vox.measurement.metric.Analyses.response
import static io.vox.measurement.metric.Analyses.turn

import io.vox.measurement.analysis.Outcome
import io.vox.measurement.analysis.TurnKind
import spock.lang.Specification

class VerdictsSpec extends Specification {
    def "a turn is told as '#sentence'"() {
        expect:
        Verdicts.inWords(conversation(1, [one]))[0] == sentence

        where:
        sentence                                                         | one
        'Did not answer turn 2 within 10 s.'                             | response(2, null)
        'Answered before the caller had finished (turn 4).'              | response(4, null, [outcome: Outcome.PREMATURE])
        'Took 3.2 s to answer (turn 4).'                                 | response(4, 3200)
        'Kept talking for 1.4 s after being interrupted (turn 6).'       | turn(6, TurnKind.INTERRUPT, Outcome.YIELDED, 1400)
        'Kept talking for 3.0 s after being interrupted (turn 6).'       | turn(6, TurnKind.INTERRUPT, Outcome.NOT_YIELDED, null, [agentFrame: 63000L])
        'Stopped for a cough (turn 7).'                                  | turn(7, TurnKind.BACKCHANNEL, Outcome.STOPPED, 400, [label: 'cough'])
        'Stopped for "mm-hm" (turn 7).'                                  | turn(7, TurnKind.BACKCHANNEL, Outcome.STOPPED, 400, [label: 'mm-hm'])
        'Did not greet the caller.'                                      | turn(0, TurnKind.GREETING, Outcome.MISSED, null)
        'Not judged (turn 3): the agent was not speaking.'               | turn(3, TurnKind.INTERRUPT, Outcome.VOID, null, [reason: 'agent_silent'])
        'All is well: every turn went as it should.'                     | response(1, 800)
    }

    def "a miss that the caller did not wait for is told so"() {
        expect:
        Verdicts.inWords(conversation(1, [response(1, null), response(2, 700)]))[0] == 'Did not answer turn 1 before the caller went on.'
    }

    def "latencies are summed up in words"() {
        expect:
        Verdicts.inWords(conversation(1, [response(1, 800), response(2, 900), turn(3, TurnKind.INTERRUPT, Outcome.YIELDED, 400)])) ==
            ['All is well: every turn went as it should.', 'Answered after 850 ms (median of 2 turns).',
             'Fell silent 400 ms after being interrupted (median of 1 turn).']
    }

    def "holes, noise and a conversation without turns are told"() {
        expect:
        Verdicts.inWords(conversation(1, [], [fault: 'recording_holes', noisy: true])).size() == 3
        Verdicts.inWords(conversation(1, [response(1, 800)], [fault: 'recording_holes'])).every { !it.contains('All is well') }
        Verdicts.inWords(conversation(1, []))[0] == 'No turn could be judged.'
    }
}
