package io.vox.agent.worker

import groovy.json.JsonSlurper
import io.vox.agent.conversation.ConversationPlan
import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault

/** One job, from the claim to its report. */
@ConcurrentFeatures
class WorkerJobSpec extends WorkerSpecification {

    def "a job is claimed, done, uploaded and reported in the words of the contract"() {
        given:
        server.job(repeats: 2)

        when:
        WorkerEnd end = worker.runOnce()

        then:
        end == WorkerEnd.ASKED
        server.outcome() == 'COMPLETED'
        Map report = server.the('completeJob')
        report.conversations*.number == [1, 2]
        report.conversations*.scenario == ['talk', 'talk']
        report.conversations*.repeat == [1, 2]
        report.conversations[0].turns*.valueMs == [700, 900]
        report.conversations[0].turns*.outcome == ['ANSWERED', 'ANSWERED']
        report.conversations[0].durationMs == 12_000

        and: "the files came whole"
        ['recording.wav', 'timeline.json', 'result.json', 'report.html'].every { server.content(it)?.length > 0 }
        server.artifacts.values().findAll { it.name == 'recording.wav' }*.conversation as Set == [1, 2] as Set
        new JsonSlurper().parse(server.content('result.json')).conversations.size() == 2
    }

    def "whoever watches hears how the job goes on"() {
        given:
        server.job()

        when:
        worker.runOnce()

        then:
        server.events*.type == ['CONVERSATION_STARTED', 'NOTICE', 'TURN', 'CONVERSATION_ENDED']
        server.events*.number == [1, 2, 3, 4]
        server.events[0].message == 'Conversation 1 of 1: talk'
        server.events[0].subMap('conversation', 'conversations', 'scenario') == [conversation: 1, conversations: 1, scenario: 'talk']
        server.events[2].turn == [index: 1, kind: 'RESPONSE', label: 'q_hours', valueMs: 704]
        server.events[3].message == 'Conversation 1: 2 turns in 12.0 s'
    }

    def "the pages of a job may reach private addresses only where the server lists them"() {
        given:
        server.job(url: 'http://127.0.0.1:4711/', allowedHosts: ['127.0.0.1:4711'])

        when:
        worker.runOnce()
        ConversationPlan plan = worker.held[0]

        then:
        plan.guard().allows('http://127.0.0.1:4711/x')
        !plan.guard().allows('http://127.0.0.1:4712/x')
        !plan.guard().allows('http://169.254.169.254/latest')
    }

    def "a job that cannot be done as it is written fails at once, without a conversation: #code"() {
        given:
        server.job(job)

        when:
        worker.runOnce()

        then:
        server.outcome() == 'FAILED'
        server.the('failJob').kind == 'USAGE'
        server.the('failJob').code == code
        server.the('failJob').message.contains(words)
        worker.held.empty

        where:
        job                                                                      || code              | words
        [scenarios: [talk: '- {action: speek, corpus: q_hours}']]                || 'bad_scenario'    | "unknown action 'speek', did you mean 'speak'?"
        [scenarios: [talk: '- {action: speak, file: /etc/passwd}']]              || 'bad_scenario'    | 'no files come with these steps'
        [scenarios: [talk: '']]                                                  || 'bad_scenario'    | 'has no steps'
        [setup: '- {action: speak, corpus: q_hours, voice: nobody}']             || 'bad_argument'    | "unknown voice 'nobody'"
        [url: 'http://127.0.0.1:9/', allowedHosts: []]                           || 'address_refused' | 'private network'
        [url: 'http://169.254.169.254/latest/meta-data', allowedHosts: []]       || 'address_refused' | 'private network'
    }

    def "a fault of #kind is reported as what it is"() {
        given:
        worker.faults = [new VoxFault(fault, 'this went wrong'), new VoxFault(fault, 'this went wrong')]
        server.job()

        when:
        worker.runOnce()

        then:
        server.outcome() == outcome
        kind == 'AGENT_FAULT' ?
            server.the('completeJob').conversations[0].fault == [kind: kind, code: fault.wireName(), message: 'this went wrong'] :
            server.the('failJob') == [kind: kind, code: fault.wireName(), message: 'this went wrong']

        where:
        fault                        || kind                 | outcome
        FaultCode.NO_AGENT_AUDIO     || 'AGENT_FAULT'        | 'COMPLETED'
        FaultCode.BROWSER_DIED       || 'HARNESS_FAULT'      | 'PENDING'
        FaultCode.TARGET_ERROR       || 'TARGET_UNAVAILABLE' | 'FAILED'
    }

    def "a target that went away after a while is a result with a gap in its availability"() {
        given:
        worker.faults = [null, new VoxFault(FaultCode.TARGET_UNREACHABLE, 'nothing answers there')]
        server.job(repeats: 2)

        when:
        worker.runOnce()

        then:
        server.outcome() == 'COMPLETED'
        server.the('completeJob').conversations*.fault*.kind == [null, 'TARGET_UNAVAILABLE']
    }
}
