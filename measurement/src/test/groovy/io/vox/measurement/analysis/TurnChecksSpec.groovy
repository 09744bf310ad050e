package io.vox.measurement.analysis

import io.vox.measurement.timeline.Hole
import io.vox.measurement.timeline.OnlineEvent
import io.vox.measurement.timeline.StimulusKind
import spock.lang.Specification

class TurnChecksSpec extends Specification {
    def answered = Judgement.measured(Outcome.ANSWERED, 500, 7500, [])

    def "a hop more than 2 ms off the one before flags the turn at which it changed, measurement 1.4"() {
        given:
        def turns = [100, 102, 113, 113, 112, 99].withIndex(1).collect { hop, index ->
            new CallerTurn(index, turn(hop).kind(), "words", 5000, 7000, true, hop, null, [])
        }
        def checks = new TurnChecks(1000, false, [], [], turns)

        expect:
        turns.collect { 'hop_changed' in checks.flags(it, TurnKind.RESPONSE, answered) } == [false, false, true, false, false, true]
    }

    def "a hop that changed by #shift ms while the line was said #verdict a #kind, measurement 1.4"() {
        given:
        def turns = [0, shift, null].withIndex(1).collect { moved, index ->
            new CallerTurn(index, StimulusKind.RESPONSE, 'words', 5000, 7000, true, index == 3 ? 100 + shift : 100, moved, [])
        }
        def checks = new TurnChecks(1000, false, [], [], turns)

        expect: "and not the one after it, which keeps to the new level"
        turns.collect { 'hop_changed' in checks.flags(it, kind, answered) } == [false, flagged, false]

        where:
        shift | kind               | flagged | verdict
        2     | TurnKind.RESPONSE  | false   | 'leaves alone'
        3     | TurnKind.RESPONSE  | true    | 'flags'
        -26   | TurnKind.RESPONSE  | true    | 'flags'
        -26   | TurnKind.INTERRUPT | false   | 'leaves alone, timed from its beginning,'
    }

    def "a live onset #difference ms off is #verdict, measurement 1.4"() {
        given:
        def events = [new OnlineEvent('agent', 'onset', 7500 + difference, 1), new OnlineEvent('agent', 'offset', 7500, 1),
                      new OnlineEvent('caller', 'onset', 7500, 1), new OnlineEvent('agent', 'onset', 3000, 1)]
        def checks = new TurnChecks(1000, false, events, [], [])

        expect:
        ('online_differs' in checks.flags(turn(0), TurnKind.RESPONSE, answered)) == flagged
        checks.onlineMs(turn(0), TurnKind.RESPONSE, answered) == 500 + difference

        where:
        difference | flagged | verdict
        0          | false   | 'confirmed'
        -5         | false   | 'confirmed'
        6          | true    | 'flagged'
    }

    def "the live offset is compared for a barge-in, from the caller's onset"() {
        given:
        def checks = new TurnChecks(1000, false, [new OnlineEvent('agent', 'offset', 5410, 1)], [], [])
        def yielded = Judgement.measured(Outcome.YIELDED, 400, 5400, [])

        expect:
        checks.onlineMs(turn(0), TurnKind.INTERRUPT, yielded) == 410
        checks.flags(turn(0), TurnKind.INTERRUPT, yielded) == ['online_differs']
    }

    def "without live events there is nothing to differ from"() {
        given:
        def checks = new TurnChecks(1000, false, [], [], [])

        expect:
        checks.onlineMs(turn(0), TurnKind.RESPONSE, answered) == null
        checks.flags(turn(0), TurnKind.RESPONSE, answered) == []
    }

    def "a hole from #from of #frames frames is #verdict, measurement 1.4"() {
        given:
        def checks = new TurnChecks(1000, false, [], [new Hole(from, frames)], [])

        expect:
        checks.flags(turn(0), TurnKind.RESPONSE, answered) == flags

        where:
        from | frames | flags    | verdict
        4000 | 1000   | []       | 'before the turn'
        4000 | 1001   | ['hole'] | 'in the turn'
        7500 | 1      | ['hole'] | 'in the turn'
        7501 | 50     | []       | 'after the turn'
    }

    def "a notice more than 100 ms late is flagged"() {
        given:
        def checks = new TurnChecks(1000, false, [new OnlineEvent('caller', 'offset', 7000, late)], [], [])

        expect:
        checks.flags(turn(0), TurnKind.RESPONSE, answered) == flags

        where:
        late | flags
        100  | []
        101  | ['notify_late']
    }

    def "noise and a stimulus that was not found are flagged on the turn"() {
        given:
        def checks = new TurnChecks(1000, true, [], [], [])
        def lost = new CallerTurn(1, StimulusKind.RESPONSE, 'words', 5000, 7000, false, null, null, [])

        expect:
        checks.flags(lost, TurnKind.RESPONSE, Judgement.voided('stimulus_not_found', 7000)) == ['stimulus_not_found', 'noisy']
    }

    private static CallerTurn turn(int hop) {
        new CallerTurn(1, StimulusKind.RESPONSE, 'words', 5000, 7000, true, hop, null, [])
    }
}
