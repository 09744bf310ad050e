package io.vox.measurement.analysis

import spock.lang.Specification

class ResponseRuleSpec extends Specification {
    def "#situation, measurement 2"() {
        when:
        def judgement = ResponseRule.judge(Rules.scene(agent, rest), Rules.turn(5000, 7000))

        then:
        judgement.outcome() == outcome
        judgement.valueMs() == value
        judgement.censored() == censored
        judgement.missingReason() == reason
        judgement.flags() == flags

        where:
        situation                                                       | agent                                        | rest                           | outcome           | value | censored | reason            | flags
        'an onset after the turn is the answer'                         | [[7800, 9000]]                               | [:]                            | Outcome.ANSWERED  | 800   | false    | null              | []
        'an onset on the very next frame is an answer'                  | [[7001, 9000]]                               | [:]                            | Outcome.ANSWERED  | 1     | false    | null              | []
        'an answer after exactly 10 s still counts'                     | [[17000, 19000]]                             | [:]                            | Outcome.ANSWERED  | 10000 | false    | null              | []
        'an answer after 10 s is a miss'                                | [[17001, 19000]]                             | [:]                            | Outcome.MISSED    | null  | true     | 'no_answer'       | []
        'silence is a miss'                                             | []                                           | [:]                            | Outcome.MISSED    | null  | true     | 'no_answer'       | []
        'an answer after the next stimulus is a miss'                   | [[12500, 13000]]                             | [nextOn: 12000]                | Outcome.MISSED    | null  | true     | 'no_answer'       | []
        'a recording that ends too early shows no miss'                 | []                                           | [frames: 12000]                | Outcome.VOID      | null  | false    | 'recording_ended' | []
        'a next stimulus within the recording makes it a miss'          | []                                           | [frames: 12000, nextOn: 11000] | Outcome.MISSED    | null  | true     | 'no_answer'       | []
        'a next stimulus that was never played does not'                | []                                           | [frames: 12000, nextOn: 13000] | Outcome.VOID      | null  | false    | 'recording_ended' | []
        'an onset during the turn is premature'                         | [[6500, 9000]]                               | [:]                            | Outcome.PREMATURE | null  | false    | 'premature'       | []
        'an onset on the last voiced frame is premature'                | [[7000, 9000]]                               | [:]                            | Outcome.PREMATURE | null  | false    | 'premature'       | []
        'a long utterance that ends before the turn is premature too'   | [[5500, 6300], [7500, 9000]]                 | [:]                            | Outcome.PREMATURE | null  | false    | 'premature'       | []
        'a short utterance within the turn is a backchannel'            | [[5500, 5900], [7500, 9000]]                 | [:]                            | Outcome.ANSWERED  | 500   | false    | null              | ['agent_backchannel']
        'two backchannels are flagged once'                             | [[5200, 5400], [6000, 6300], [7500, 9000]]   | [:]                            | Outcome.ANSWERED  | 500   | false    | null              | ['agent_backchannel']
        'a backchannel without an answer is a miss'                     | [[5500, 5900]]                               | [:]                            | Outcome.MISSED    | null  | true     | 'no_answer'       | ['agent_backchannel']
        'a short utterance that runs into the end is premature'         | [[6800, 7200]]                               | [:]                            | Outcome.PREMATURE | null  | false    | 'premature'       | []
        'speech that was already running is no answer'                  | [[3000, 5500], [7600, 9000]]                 | [:]                            | Outcome.ANSWERED  | 600   | false    | null              | []
        'speech that runs right through the turn is no answer'          | [[3000, 8000], [9000, 9900]]                 | [:]                            | Outcome.ANSWERED  | 2000  | false    | null              | []
    }
}
