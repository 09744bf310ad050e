package io.vox.agent.calibration

import io.vox.measurement.analysis.TurnKind
import spock.lang.Specification

class ErrorSummarySpec extends Specification {
    def "bias, spread and largest errors are those of the turns without a doubt"() {
        given: "errors of +2, -4 and +5 ms, and a flagged one of +80"
        List<TurnError> errors = [error(802, 800), error(796, 800), error(805, 800), error(880, 800, true)]

        expect:
        ErrorSummary.ofUnflagged(TurnKind.RESPONSE, errors) == new ErrorSummary(1.0d, 4.6d, 5.0d, 5.0d, 3, 1)
    }

    def "the flagged turns can be summarized with the others"() {
        given:
        List<TurnError> errors = [error(802, 800), error(880, 800, true)]

        when:
        ErrorSummary all = ErrorSummary.ofAll(TurnKind.RESPONSE, errors)

        then:
        all.biasMs() == 41.0d
        all.maxAbsMs() == 80.0d
        all.n() == 2
        all.flagged() == 1
    }

    def "nothing is claimed about no turns"() {
        expect: "null, which is not the same as no error"
        ErrorSummary.ofUnflagged(TurnKind.INTERRUPT, [error(800, 800)]) ==
                new ErrorSummary(null, null, null, null, 0, 0)
        ErrorSummary.ofUnflagged(TurnKind.RESPONSE, [error(800, 800, true)]) ==
                new ErrorSummary(null, null, null, null, 0, 1)
    }

    def "one turn has no spread"() {
        expect:
        ErrorSummary.ofUnflagged(TurnKind.RESPONSE, [error(803, 800)]).sdMs() == null
    }

    def "the 95th percentile of #count errors is the one of rank #rank"() {
        given:
        List<TurnError> errors = (1..count).collect { error(800 - it, 800) }

        expect:
        ErrorSummary.ofUnflagged(TurnKind.RESPONSE, errors).p95AbsMs() == rank as double

        where:
        count | rank
        1     | 1
        12    | 12
        20    | 19
        21    | 20
        40    | 38
    }

    def "a turn of kind #kind with value #value and truth #truth has #errors errors"() {
        expect:
        TurnError.of(1, kind, value, truth, []).stream().count() == errors

        where:
        kind                 | value | truth | errors
        TurnKind.RESPONSE    | 800   | 801d  | 1
        TurnKind.INTERRUPT   | 0     | 3d    | 1
        TurnKind.RESPONSE    | null  | 801d  | 0
        TurnKind.RESPONSE    | 800   | null  | 0
        TurnKind.GREETING    | 800   | 801d  | 0
        TurnKind.BACKCHANNEL | 800   | 801d  | 0
    }

    def "flag #flag puts a turn in doubt: #doubt"() {
        expect:
        TurnError.of(1, TurnKind.RESPONSE, 800, 800d, [flag]).get().flagged() == doubt

        where:
        flag                  | doubt
        'hop_changed'         | true
        'online_differs'      | true
        'hole'                | true
        'resumed'             | false
        'recovery_unobserved' | false
    }

    private static TurnError error(int value, double truth, boolean flagged = false) {
        return new TurnError(1, TurnKind.RESPONSE, value, truth, flagged)
    }
}
