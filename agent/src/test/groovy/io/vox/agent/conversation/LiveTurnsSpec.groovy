package io.vox.agent.conversation

import io.vox.measurement.analysis.TurnKind
import io.vox.measurement.timeline.OnlineEvent
import io.vox.measurement.timeline.Stimulus
import io.vox.measurement.timeline.StimulusKind
import spock.lang.Specification

class LiveTurnsSpec extends Specification {
    static final int MS = 48

    List<LiveTurn> told = []
    LiveTurns turns = new LiveTurns(new ConversationListener() {
        @Override
        void turn(LiveTurn turn) {
            told.add(turn)
        }
    })

    def "an answer is told as soon as it is heard, once"() {
        given:
        List<Stimulus> said = [stimulus(1, StimulusKind.RESPONSE, 1000)]

        when:
        turns.update(said, [], false, false)

        then:
        told.empty

        when:
        2.times { turns.update(said, [agent('onset', 2700)], false, false) }

        then:
        told == [new LiveTurn(1, TurnKind.RESPONSE, 'line 1', 700)]
    }

    def "an answer that never came is told when the caller goes on, or at the end"() {
        given:
        List<Stimulus> said = [stimulus(1, StimulusKind.RESPONSE, 1000), stimulus(2, StimulusKind.RESPONSE, 9000)]

        when:
        turns.update(said, [], false, false)

        then:
        told == [new LiveTurn(1, TurnKind.RESPONSE, 'line 1', null)]

        when:
        turns.update(said, [], false, true)

        then:
        told.last() == new LiveTurn(2, TurnKind.RESPONSE, 'line 2', null)
    }

    def "a barge-in is told with the time to silence, or without if the agent went on"() {
        when:
        turns.update([stimulus(1, StimulusKind.INTERRUPT, 5000)], [agent('offset', offset)], false, true)

        then:
        told == [new LiveTurn(1, TurnKind.INTERRUPT, 'line 1', value)]

        where:
        offset || value
        5300   || 300
        7400   || null
    }

    def "the greeting is a turn where it is waited for, a backchannel never"() {
        when:
        turns.update([stimulus(1, StimulusKind.BACKCHANNEL, 5000), stimulus(2, StimulusKind.NONE, 7000)], [agent('onset', 420)], awaited, true)

        then:
        told*.kind() == kinds
        told*.valueMs() == values

        where:
        awaited || kinds                  | values
        true    || [TurnKind.GREETING]    | [420]
        false   || []                     | []
    }

    private static Stimulus stimulus(int index, StimulusKind kind, int ms) {
        new Stimulus(index, kind, "line $index", null, 1000L * MS + 1, (long) ms * MS, null, null, null, [])
    }

    private static OnlineEvent agent(String type, int ms) {
        new OnlineEvent('agent', type, (long) ms * MS, 0d)
    }
}
