package io.vox.measurement.analysis

import spock.lang.Specification

class InterruptRuleSpec extends Specification {
    def "#situation, measurement 2"() {
        when:
        def judgement = InterruptRule.judge(Rules.scene(agent, rest), Rules.turn(5000, 6500))

        then:
        judgement.outcome() == outcome
        judgement.valueMs() == value
        judgement.censored() == (outcome == Outcome.NOT_YIELDED)
        judgement.missingReason() == reason
        judgement.recoveryMs() == recovery
        judgement.flags() == flags

        where:
        situation                                                        | agent                                      | rest                | outcome             | value | reason            | recovery | flags
        'an agent that stops has yielded, and recovers with its reply'   | [[3000, 5400], [7300, 9000]]               | [:]                 | Outcome.YIELDED     | 400   | null              | 800      | []
        'a stop 100 ms after the barge-in counts'                        | [[3000, 5100], [7300, 9000]]               | [:]                 | Outcome.YIELDED     | 100   | null              | 800      | []
        'a stop after exactly 2.0 s has yielded'                         | [[3000, 7000], [7400, 9000]]               | [:]                 | Outcome.YIELDED     | 2000  | null              | 900      | []
        'going on for more than 2.0 s has not'                           | [[3000, 7001], [7400, 9000]]               | [:]                 | Outcome.NOT_YIELDED | null  | 'not_yielded'     | null     | []
        'a pause within the utterance is no yield'                       | [[3000, 5400], [5900, 6200], [7300, 9000]] | [:]                 | Outcome.YIELDED     | 1200  | null              | 800      | ['resumed']
        'an agent that resumes and goes on has not yielded'              | [[3000, 5400], [5900, 8000]]               | [:]                 | Outcome.NOT_YIELDED | null  | 'not_yielded'     | null     | ['resumed']
        'an agent that never comes back has no recovery'                 | [[3000, 5400]]                             | [:]                 | Outcome.YIELDED     | 400   | null              | null     | []
        'a reply after the next stimulus is no recovery'                 | [[3000, 5400], [9300, 9900]]               | [nextOn: 9000]      | Outcome.YIELDED     | 400   | null              | null     | []
        'a recording that ends early leaves the recovery open'           | [[3000, 5400]]                             | [frames: 8000]      | Outcome.YIELDED     | 400   | null              | null     | ['recovery_unobserved']
        'a recording that ends with the agent speaking shows no stop'    | [[3000, 5999]]                             | [frames: 6000]      | Outcome.VOID        | null  | 'recording_ended' | null     | []
        'an agent that had just stopped makes it void'                   | [[3000, 4850]]                             | [:]                 | Outcome.VOID        | null  | 'already_stopped' | null     | []
        'an agent that was long silent makes it void'                    | [[3000, 4700]]                             | [:]                 | Outcome.VOID        | null  | 'agent_silent'    | null     | []
        'a silent agent makes it void'                                   | []                                         | [:]                 | Outcome.VOID        | null  | 'agent_silent'    | null     | []
        'less than 1.0 s after the agent onset is too early'             | [[4001, 5400]]                             | [:]                 | Outcome.VOID        | null  | 'too_early'       | null     | []
        'exactly 1.0 s after the agent onset is not'                     | [[4000, 5400], [7000, 7500]]               | [:]                 | Outcome.YIELDED     | 400   | null              | 500      | []
        'the second sentence of an answer is not too early'              | [[2000, 3900], [4500, 5400], [7000, 7500]] | [previousOff: 1000] | Outcome.YIELDED     | 400   | null              | 500      | []
        'the first sentence after the caller spoke is'                   | [[500, 1900], [4500, 5400], [7000, 7500]]  | [previousOff: 3000] | Outcome.VOID        | null  | 'too_early'       | null     | []
    }
}
