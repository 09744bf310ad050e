package io.vox.server.evaluation.job.queue

import static io.vox.server.evaluation.job.JobStatus.CANCELED
import static io.vox.server.evaluation.job.JobStatus.FAILED
import static io.vox.server.evaluation.job.JobStatus.PENDING

import io.vox.server.evaluation.job.Fault
import io.vox.server.evaluation.job.FaultKind
import io.vox.server.evaluation.job.JobEventType
import spock.lang.Specification

class LeaseEndSpec extends Specification {
    def "a job in attempt #attempt of 3#asked becomes #status when #why"() {
        given:
        LeaseEnd.Attempt current = new LeaseEnd.Attempt(attempt, 3, canceled)

        when:
        LeaseEnd end = decide(current)

        then:
        end.status() == status
        end.nextAttempt() == nextAttempt
        (end.fault() != null) == (status == FAILED)
        end.told().type() == told

        where:
        why                                | attempt | canceled | decide                          || status   | nextAttempt | told
        'it is given back'                 | 1       | false    | released()                      || PENDING  | false       | JobEventType.RELEASED
        'it is given back'                 | 3       | false    | released()                      || PENDING  | false       | JobEventType.RELEASED
        'it is given back'                 | 1       | true     | released()                      || CANCELED | false       | JobEventType.CANCELED
        'its eval agent is silent'         | 1       | false    | { LeaseEnd.silent(it) }         || PENDING  | true        | JobEventType.LOST
        'its eval agent is silent'         | 2       | false    | { LeaseEnd.silent(it) }         || PENDING  | true        | JobEventType.LOST
        'its eval agent is silent'         | 3       | false    | { LeaseEnd.silent(it) }         || FAILED   | false       | JobEventType.FAILED
        'its eval agent is silent'         | 1       | true     | { LeaseEnd.silent(it) }         || CANCELED | false       | JobEventType.CANCELED
        'its eval agent is silent'         | 3       | true     | { LeaseEnd.silent(it) }         || CANCELED | false       | JobEventType.CANCELED
        'the fault is ours'                | 1       | false    | fault(FaultKind.HARNESS_FAULT)  || PENDING  | true        | JobEventType.LOST
        'the fault is ours'                | 3       | false    | fault(FaultKind.HARNESS_FAULT)  || FAILED   | false       | JobEventType.FAILED
        'the fault is ours'                | 1       | true     | fault(FaultKind.HARNESS_FAULT)  || CANCELED | false       | JobEventType.CANCELED
        "the fault is the product's"       | 1       | false    | fault(FaultKind.AGENT_FAULT)    || FAILED   | false       | JobEventType.FAILED
        "the fault is the product's"       | 1       | true     | fault(FaultKind.AGENT_FAULT)    || FAILED   | false       | JobEventType.FAILED
        'the product could not be reached' | 1       | false    | fault(FaultKind.TARGET_UNAVAILABLE) || FAILED | false     | JobEventType.FAILED
        'the workflow is wrong'            | 1       | false    | fault(FaultKind.USAGE)          || FAILED   | false       | JobEventType.FAILED
        'the eval agent says it stopped'   | 1       | true     | fault(FaultKind.CANCELED)       || CANCELED | false       | JobEventType.CANCELED
        'the eval agent says it stopped'   | 1       | false    | fault(FaultKind.CANCELED)       || CANCELED | false       | JobEventType.CANCELED

        asked = canceled ? ' that was asked to stop' : ''
    }

    def "a message that is too long for an event is cut, and the fault keeps it"() {
        given:
        Fault fault = new Fault(FaultKind.HARNESS_FAULT, 'no_browser', 'x' * 2000)

        when:
        LeaseEnd end = LeaseEnd.faulty(new LeaseEnd.Attempt(1, 3, false), fault)

        then:
        end.told().message().length() == 2000
    }

    private static Closure<LeaseEnd> released() {
        { LeaseEnd.Attempt attempt -> LeaseEnd.released(attempt, 'The eval agent is being stopped.') }
    }

    private static Closure<LeaseEnd> fault(FaultKind kind) {
        { LeaseEnd.Attempt attempt -> LeaseEnd.faulty(attempt, new Fault(kind, 'some_code', 'What happened.')) }
    }
}
