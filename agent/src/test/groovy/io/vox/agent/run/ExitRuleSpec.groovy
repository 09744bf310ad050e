package io.vox.agent.run

import io.vox.agent.conversation.Check
import io.vox.agent.conversation.StepRecord
import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import io.vox.measurement.timeline.Condition
import spock.lang.Specification

class ExitRuleSpec extends Specification {

    def "a fault that ended the run decides: #code"() {
        expect:
        ExitRule.of(fault(code), [conversation(check: false)]).code() == exit

        where:
        code                            | exit
        FaultCode.CANCELED              | 130
        FaultCode.BAD_SCENARIO          | 2
        FaultCode.ADDRESS_REFUSED       | 2
        FaultCode.TARGET_UNREACHABLE    | 4
        FaultCode.TARGET_ERROR          | 4
        FaultCode.NO_MICROPHONE_REQUEST | 4
        FaultCode.NO_BROWSER            | 5
        FaultCode.DISK                  | 5
        FaultCode.HOST_BUSY             | 5
        FaultCode.INTERNAL              | 5
    }

    def "else the weightiest conversation decides"() {
        expect:
        ExitRule.of(null, conversations.collect { conversation(it) }).code() == exit

        where:
        conversations                                                                  | exit
        []                                                                             | 0
        [[:]]                                                                          | 0
        [[check: true]]                                                                | 0
        [[check: null]]                                                                | 0
        [[check: false]]                                                               | 1
        [[status: 'timeout']]                                                          | 1
        [[status: 'nothing_heard']]                                                    | 0
        [[fault: FaultCode.NO_AGENT_AUDIO]]                                            | 1
        [[fault: FaultCode.PAGE_CRASHED]]                                              | 1
        [[fault: FaultCode.STEP_TIMEOUT]]                                              | 6
        [[fault: FaultCode.CONVERSATION_TIMEOUT]]                                      | 6
        [[fault: FaultCode.BROWSER_DIED]]                                              | 5
        [[check: false], [fault: FaultCode.STEP_TIMEOUT]]                              | 6
        [[:], [fault: FaultCode.STEP_TIMEOUT], [fault: FaultCode.BROWSER_DIED]]        | 5
    }

    def "a code of another version counts by its kind"() {
        expect:
        ExitRule.of(new ResultDocument.Fault(kind, 'of_the_future', ''), []).code() == exit

        where:
        kind            | exit
        'agent_fault'   | 1
        'harness_fault' | 5
    }

    private static ResultDocument.Fault fault(FaultCode code) {
        ResultDocument.Fault.of(new VoxFault(code, 'a line'))
    }

    private static ConversationResult conversation(Map facts) {
        new ConversationResult('01', 'talk', 'shop', 1, Condition.clean(), '01', null, null, null, 'v',
            facts.fault == null ? null : fault(facts.fault), [], [],
            facts.containsKey('check') ? [new Check('listen 1', facts.check, '')] : [],
            [new StepRecord(1, 'wait_for_voice', 10, false, facts.status ?: 'ok', null)], [], null, null, [])
    }
}
