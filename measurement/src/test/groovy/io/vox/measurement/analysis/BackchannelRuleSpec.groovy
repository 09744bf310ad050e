package io.vox.measurement.analysis

import spock.lang.Specification

class BackchannelRuleSpec extends Specification {
    def "#situation, measurement 2"() {
        when:
        def judgement = BackchannelRule.judge(Rules.scene(agent, rest), Rules.turn(5000, 5300))

        then:
        judgement.outcome() == outcome
        judgement.valueMs() == value
        judgement.missingReason() == reason
        judgement.flags() == flags

        where:
        situation                                                  | agent                                      | rest           | outcome         | value | reason            | flags
        'an agent that goes on has ignored the sound'              | [[3000, 9000]]                             | [:]            | Outcome.IGNORED | null  | null              | []
        'a pause between sentences is going on'                    | [[3000, 5600], [6500, 9000]]               | [:]            | Outcome.IGNORED | null  | null              | []
        'several pauses are going on'                              | [[3000, 5600], [6200, 6500], [7200, 9000]] | [:]            | Outcome.IGNORED | null  | null              | []
        'a long silence is a stop'                                 | [[3000, 5600], [7000, 9000]]               | [:]            | Outcome.STOPPED | 600   | null              | []
        'silence for good may be the end of the answer'            | [[3000, 5600]]                             | [:]            | Outcome.STOPPED | 600   | null              | ['ambiguous_end']
        'speech after the next stimulus does not clear that up'    | [[3000, 5600], [9500, 9900]]               | [nextOn: 9000] | Outcome.STOPPED | 600   | null              | ['ambiguous_end']
        'a silence that began at once was no reaction'             | [[3000, 5150], [7000, 9000]]               | [:]            | Outcome.VOID    | null  | 'already_stopped' | []
        'a silent agent makes it void'                             | [[3000, 4000]]                             | [:]            | Outcome.VOID    | null  | 'agent_silent'    | []
        'a stop after 2.0 s has another cause'                     | [[3000, 7001]]                             | [:]            | Outcome.IGNORED | null  | null              | []
        'a stop for the next stimulus has another cause'           | [[3000, 6500]]                             | [nextOn: 6000] | Outcome.IGNORED | null  | null              | []
        'a recording that ends early shows nothing'                | [[3000, 5999]]                             | [frames: 6000] | Outcome.VOID    | null  | 'recording_ended' | []
    }
}
