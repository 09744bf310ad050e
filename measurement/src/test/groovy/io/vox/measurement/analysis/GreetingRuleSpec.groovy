package io.vox.measurement.analysis

import spock.lang.Specification

class GreetingRuleSpec extends Specification {
    def "#situation, measurement 2"() {
        when:
        def judgement = GreetingRule.judge(Rules.scene(agent, rest), 1000)

        then:
        judgement.outcome() == outcome
        judgement.valueMs() == value
        judgement.missingReason() == reason

        where:
        situation                                        | agent          | rest            | outcome          | value | reason
        'the first onset is the greeting'                | [[1900, 3000]] | [:]             | Outcome.ANSWERED | 900   | null
        'no onset before the caller speaks is a miss'    | [[6000, 7000]] | [nextOn: 5000]  | Outcome.MISSED   | null  | 'no_answer'
        'an agent that was speaking before has no value' | [[500, 3000]]  | [:]             | Outcome.VOID     | null  | 'already_speaking'
        'a recording that ends early shows no miss'      | []             | [frames: 5000]  | Outcome.VOID     | null  | 'recording_ended'
    }
}
