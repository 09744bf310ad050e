package io.vox.agent.worker

import static io.vox.agent.worker.FakeVoxServer.JOB
import static io.vox.agent.worker.FakeVoxServer.Mode.GARBAGE
import static io.vox.agent.worker.FakeVoxServer.Mode.KILL
import static io.vox.agent.worker.FakeVoxServer.Mode.NONSENSE
import static io.vox.agent.worker.FakeVoxServer.Mode.PROXY
import static io.vox.agent.worker.FakeVoxServer.Mode.SILENCE
import static io.vox.agent.worker.FakeVoxServer.Mode.UNAVAILABLE

import groovy.json.JsonSlurper
import io.vox.agent.conversation.ConversationPlan
import io.vox.agent.fault.ExitCode
import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

@Timeout(60)
class WorkerSpec extends Specification {

    @TempDir
    Path folder

    WorkerFixture worker

    FakeVoxServer server
    PollingConditions soon = new PollingConditions(timeout: 20, delay: 0.02)

    def setup() {
        worker = new WorkerFixture(folder)
        server = worker.server
    }

    def cleanup() {
        worker.close()
        assert server.violations.empty
        assert worker.clean
    }

    // --- one job ------------------------------------------------------------------------------------------------------

    def "a job is claimed, done, uploaded and reported in the words of the contract"() {
        given:
        server.job(repeats: 2)

        when:
        worker.start(once: true)
        WorkerEnd end = worker.awaitEnd()

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
        worker.start(once: true)
        worker.awaitEnd()

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
        worker.start(once: true)
        worker.awaitEnd()
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
        worker.start(once: true)
        worker.awaitEnd()

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
        worker.start(once: true)
        worker.awaitEnd()

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
        worker.start(once: true)
        worker.awaitEnd()

        then:
        server.outcome() == 'COMPLETED'
        server.the('completeJob').conversations*.fault*.kind == [null, 'TARGET_UNAVAILABLE']
    }

    def "secrets leave this machine in no event, no report and no file"() {
        given:
        String password = 'correct "horse" battery'
        worker.onHold = { ConversationPlan plan ->
            Files.writeString(plan.folder().resolve('console.log'), "log: Authorization: Bearer abcdefgh12345678\nlog: $password\n")
        }
        worker.faults = [new VoxFault(FaultCode.STEP_FAILED, "could not fill '$password' with ${FakeVoxServer.TOKEN}")]
        server.job(setup: "- {action: fill, selector: '#p', text: 'correct \"horse\" battery'}\n")

        when:
        worker.start(once: true)
        worker.awaitEnd()

        then:
        server.outcome() == 'COMPLETED'
        String sent = server.requests*.body().toString() + server.artifacts.keySet().collect { new String(bytes(it)) }
        ![password, FakeVoxServer.TOKEN, FakeVoxServer.LEASE, 'abcdefgh12345678'].any { sent.replace("lease:${FakeVoxServer.LEASE}", '').contains(it) }
        new String(server.content('console.log')).contains('Bearer [secret]')
        !worker.said.any { it.contains(FakeVoxServer.TOKEN) }
    }

    def "secrets that the workflow names are typed, and told to nobody in whatever form"() {
        given:
        server.secrets = [SHOP_PASSWORD: "s3cret & 'quoted' words", PIN_CODE: '493817']
        List typed = []
        worker.onHold = { ConversationPlan plan ->
            typed = plan.application().steps()
            String secret = server.secrets.SHOP_PASSWORD
            Files.writeString(plan.folder().resolve('console.log'), [
                secret, URLEncoder.encode(secret, 'UTF-8'), URLEncoder.encode(secret, 'UTF-8').replace('+', '%20'), secret.bytes.encodeBase64(),
                groovy.json.JsonOutput.toJson(secret), secret.replace('&', '&amp;').replace("'", '&#39;'), 'pin=493817',
            ].join('\n'))
        }
        worker.faults = [new VoxFault(FaultCode.STEP_FAILED, "could not fill '$server.secrets.SHOP_PASSWORD' or 493817")]
        server.job(setup: '''- {action: fill, selector: '#p', text: '${secrets.SHOP_PASSWORD}'}
- {action: type, selector: '#p', text: 'pin ${secrets.PIN_CODE}'}
''')

        when:
        worker.start(once: true)
        worker.awaitEnd()

        then:
        typed*.text() == [server.secrets.SHOP_PASSWORD, 'pin 493817']
        server.of('getJobSecrets').size() == 1
        server.outcome() == 'COMPLETED'
        String sent = server.requests*.body().toString() + server.artifacts.keySet().collect { new String(bytes(it)) } + worker.said
        !(sent =~ /s3cret|493817|czNjcmV0|quoted/)
        new String(server.content('console.log')).count('[secret]') == 7
    }

    def "a secret that the workspace does not have is named, and nothing is begun"() {
        given:
        server.job(setup: '- {action: fill, selector: "#p", text: "${secrets.SHOP_PASSWORD}"}')

        when:
        worker.start(once: true)
        worker.awaitEnd()

        then:
        server.the('failJob').subMap('kind', 'code') == [kind: 'USAGE', code: 'bad_scenario']
        server.the('failJob').message.contains('needs the secret SHOP_PASSWORD')
        worker.held.empty
    }

    def "secrets are asked for until they come, and not at all where none is named"() {
        given:
        server.secrets = [SHOP_PASSWORD: 'words of the shop']
        server.misbehave('getJobSecrets', UNAVAILABLE, 2)
        server.job(setup: '- {action: fill, selector: "#p", text: "${secrets.SHOP_PASSWORD}"}')

        when:
        worker.start(once: true)
        worker.awaitEnd()

        then:
        server.outcome() == 'COMPLETED'
        server.of('getJobSecrets').size() == 3
    }

    // --- pace ---------------------------------------------------------------------------------------------------------

    def "work is asked for only with a free slot"() {
        given:
        server.claimWaitSeconds = 0
        worker.shut()
        server.job()
        server.job(id: 'job_01kaj3qd6v0m5r8y2b4n7c9e1g')

        when:
        worker.start()
        soon.eventually { assert worker.held.size() == 1 }
        int claims = server.of('claimJob').size()
        soon.eventually { assert server.of('heartbeatEvalAgent').size() >= 3 }

        then:
        server.of('claimJob').size() == claims
        server.hasWaitingJobs()

        when:
        worker.open()

        then:
        soon.eventually { assert worker.held.size() == 2 }
    }

    def "two slots do two jobs at once"() {
        given:
        worker.shut()
        server.job()
        server.job(id: 'job_01kaj3qd6v0m5r8y2b4n7c9e1g')

        when:
        worker.start(slots: 2)

        then:
        soon.eventually { assert worker.held.size() == 2 }
        soon.eventually { assert server.of('heartbeatEvalAgent').last().body().jobs.size() == 2 }
    }

    def "the server says how often and how long, and nobody asks later than told"() {
        given:
        server.claimWaitSeconds = 2

        when:
        worker.start()
        soon.eventually { assert server.of('heartbeatEvalAgent').size() >= 4 }

        then:
        server.of('claimJob').every { it.body().waitSeconds <= 2 }
        List<Long> beats = server.of('heartbeatEvalAgent')*.nanos()
        List<Double> pauses = (1..<beats.size()).collect { (beats[it] - beats[it - 1]) / 1e9d }
        pauses.every { it > 0.75 && it < 1.6 }
        pauses*.round(3).unique().size() > 1
    }

    def "a server that does not wait is not stormed with questions"() {
        given:
        server.claimWaitSeconds = 0

        when:
        worker.start()
        soon.eventually { assert server.of('heartbeatEvalAgent').size() >= 4 }

        then:
        server.of('claimJob').size() <= 5
    }

    // --- leases -------------------------------------------------------------------------------------------------------

    def "losing the lease ends the job at once, and nothing is reported: #how"() {
        given:
        worker.shut()
        server.job()
        worker.start()
        soon.eventually { assert worker.held.size() == 1 && !server.events.empty }

        when:
        lose(how)

        then:
        soon.eventually { assert worker.clean && worker.status().contains('waiting for a job') }
        server.of('completeJob').empty
        server.of('failJob').empty
        server.of('releaseJob').empty
        server.outcome() == null

        where:
        how << ['the heartbeat says so', 'progress is refused', 'the answer to progress says so']
    }

    def "a lease that no heartbeat extends ends by itself"() {
        given:
        server.leaseSeconds = 2
        worker.shut()
        server.job()
        worker.start()
        soon.eventually { assert worker.held.size() == 1 }

        when:
        server.misbehave('heartbeatEvalAgent', mode)

        then:
        soon.eventually { assert worker.said.any { it.contains("$JOB (attempt 1) is over: lost") } }
        server.outcome() == null
        worker.clean

        where:
        mode << [SILENCE, KILL, GARBAGE]
    }

    def "a job that does not listen is interrupted"() {
        given:
        worker.listening = false
        worker.shut()
        server.job()
        worker.start()
        soon.eventually { assert worker.held.size() == 1 }

        when:
        server.actions[JOB] = 'ABANDON'

        then:
        soon.eventually { assert worker.interrupted }
        soon.eventually { assert worker.clean }
        server.outcome() == null
    }

    def "a job that somebody cancels is stopped and reported as canceled"() {
        given:
        worker.shut()
        server.job()
        worker.start()
        soon.eventually { assert worker.held.size() == 1 }

        when:
        server.actions[JOB] = 'CANCEL'

        then:
        soon.eventually { assert server.outcome() == 'CANCELED' }
        server.the('failJob') == [kind: 'CANCELED', code: 'canceled', message: 'canceled on request']
    }

    def "an attempt that takes too long is ended and says so"() {
        given:
        worker.shut()
        server.job(maxSeconds: 1)

        when:
        worker.start()

        then:
        soon.eventually { assert server.outcome() == 'FAILED' }
        server.the('failJob').code == 'job_timeout'
        server.the('failJob').kind == 'USAGE'
    }

    // --- stopping -----------------------------------------------------------------------------------------------------

    def "the first signal lets the job finish, and takes no other"() {
        given:
        worker.shut()
        server.job()
        worker.start()
        soon.eventually { assert worker.held.size() == 1 }
        server.job(id: 'job_01kaj3qd6v0m5r8y2b4n7c9e1g')

        when:
        worker.signal()
        int beats = server.of('heartbeatEvalAgent').size()
        soon.eventually { assert server.of('heartbeatEvalAgent').size() > beats }

        then: "it works on, and gives signs of life"
        worker.running
        server.outcome() == null

        when:
        worker.open()

        then:
        worker.awaitEnd() == WorkerEnd.ASKED
        server.outcome() == 'COMPLETED'
        server.hasWaitingJobs()
    }

    def "the second signal gives the job back"() {
        given:
        worker.shut()
        server.job()
        worker.start()
        soon.eventually { assert worker.held.size() == 1 }

        when:
        worker.signal()
        worker.signal()

        then:
        worker.awaitEnd() == WorkerEnd.ASKED
        server.outcome() == 'PENDING'
        server.the('releaseJob') == [reason: 'The eval agent is being stopped.']
        server.of('failJob').empty
    }

    def "with releasing the first signal already gives the job back"() {
        given:
        worker.shut()
        server.job()
        worker.start(releasing: true)
        soon.eventually { assert worker.held.size() == 1 }

        when:
        worker.signal()

        then:
        worker.awaitEnd() == WorkerEnd.ASKED
        server.of('releaseJob').size() == 1
    }

    def "the third signal drops the job even if the server is silent"() {
        given:
        worker.shut()
        server.job()
        worker.start()
        soon.eventually { assert worker.held.size() == 1 }
        server.misbehave('releaseJob', SILENCE)

        when:
        worker.signal()
        worker.signal()
        soon.eventually { assert server.of('releaseJob').size() == 1 }

        then:
        worker.running

        when:
        worker.signal()

        then:
        worker.awaitEnd() == WorkerEnd.ASKED
        server.outcome() == null
    }

    def "an idle worker stops at once, and the claim that it breaks off gets no job"() {
        given:
        server.claimWaitSeconds = 20
        worker.start()
        soon.eventually { assert server.of('claimJob').size() == 1 }

        when:
        long begin = System.nanoTime()
        worker.signal()
        worker.awaitEnd(5)
        server.job()

        then:
        System.nanoTime() - begin < 5e9
        server.of('registerEvalAgent').size() == 2
        soon.eventually { assert server.hasWaitingJobs() }
    }

    def "the heartbeat ends last: it goes on until the job is reported"() {
        given:
        worker.shut()
        server.job()
        worker.start()
        soon.eventually { assert worker.held.size() == 1 }
        server.misbehave('completeJob', PROXY)

        when:
        worker.signal()
        worker.open()
        soon.eventually { assert server.of('completeJob').size() >= 2 }
        int beats = server.of('heartbeatEvalAgent').size()
        soon.eventually { assert server.of('heartbeatEvalAgent').size() > beats }
        server.behave('completeJob')
        worker.awaitEnd()

        then:
        server.outcome() == 'COMPLETED'
    }

    // --- a server that misbehaves ---------------------------------------------------------------------------------------

    def "a report is sent until it is answered: #mode"() {
        given:
        server.job()
        server.misbehave('completeJob', mode, 2)

        when:
        worker.start(once: true)
        worker.awaitEnd()

        then:
        server.outcome() == 'COMPLETED'
        server.of('completeJob').size() == 3

        where:
        mode << [KILL, GARBAGE, PROXY, UNAVAILABLE]
    }

    def "a report that the server refuses is a fault of ours"() {
        given:
        server.job()
        server.refuse('completeJob', 400, 'report_invalid')

        when:
        worker.start(once: true)
        worker.awaitEnd()

        then:
        server.the('failJob').subMap('kind', 'code') == [kind: 'HARNESS_FAULT', code: 'report_refused']
        server.of('completeJob').size() == 1
    }

    def "a report that comes too late is dropped"() {
        given:
        server.job()
        server.refuse('completeJob', 409, 'lease_lost')

        when:
        worker.start(once: true)
        worker.awaitEnd()

        then:
        server.of('completeJob').size() == 1
        server.of('failJob').empty
        worker.said.any { it.contains('is over: lost') }
    }

    def "an upload that breaks goes on where it was"() {
        given:
        server.maxChunkBytes = 300_000
        server.job()
        server.misbehave('uploadArtifactContent', KILL, 1)

        when:
        worker.start(once: true)
        worker.awaitEnd()

        then:
        server.outcome() == 'COMPLETED'
        server.of('getArtifactUpload').size() >= 1
        server.content('recording.wav').length > 1_000_000
    }

    def "files that the server has no room for do not cost the figures"() {
        given:
        server.job()
        server.refuse('createArtifact', 422, 'limit_reached')

        when:
        worker.start(once: true)
        worker.awaitEnd()

        then:
        server.outcome() == 'COMPLETED'
        worker.said.any { it.contains('Not every file') }
    }

    def "events that cannot be sent wait, and come once"() {
        given:
        worker.shut()
        server.job()
        server.misbehave('reportJobProgress', mode, 2)
        worker.start(once: true)

        when:
        soon.eventually { assert server.events.size() == 2 }
        worker.open()
        worker.awaitEnd()

        then:
        server.events*.number == [1, 2, 3, 4]

        where:
        mode << [KILL, GARBAGE, UNAVAILABLE]
    }

    def "a server that answers #mode to a claim is asked again"() {
        given:
        server.misbehave('claimJob', mode, 1)
        server.job()

        when:
        worker.start(once: true)
        worker.awaitEnd()

        then:
        server.outcome() == 'COMPLETED'
        server.of('claimJob').size() == 2

        where:
        mode << [KILL, GARBAGE, NONSENSE, PROXY, UNAVAILABLE]
    }

    def "a worker that comes before its server waits for it: #mode"() {
        given:
        server.misbehave('registerEvalAgent', mode, 1)
        server.job()

        when:
        worker.start(once: true)
        worker.awaitEnd()

        then:
        server.outcome() == 'COMPLETED'

        where:
        mode << [KILL, GARBAGE, NONSENSE, UNAVAILABLE]
    }

    def "a token that is no good ends the worker"() {
        given:
        server.revokeToken()

        when:
        worker.start()
        WorkerEnd end = worker.awaitEnd()

        then:
        end.exitCode() == ExitCode.USAGE
        end.line().startsWith('the server takes the eval agent token no more')
    }

    def "a token that is revoked during a job ends both at once"() {
        given:
        worker.shut()
        server.job()
        worker.start()
        soon.eventually { assert worker.held.size() == 1 }

        when:
        server.revokeToken()

        then:
        worker.awaitEnd().exitCode() == ExitCode.USAGE
        server.outcome() == null
    }

    def "another eval agent of the same name ends this one"() {
        given:
        worker.start()
        soon.eventually { assert server.of('claimJob').size() >= 1 }

        when:
        server.endSession()
        WorkerEnd end = worker.awaitEnd()

        then:
        end.exitCode() == ExitCode.SERVER_ERROR
        end.line().contains('give this one another --name')
    }

    def "a token for another region is told before any work"() {
        when:
        worker.start(region: 'us-east')
        WorkerEnd end = worker.awaitEnd()

        then:
        end == new WorkerEnd(ExitCode.USAGE, 'the token is for the region eu-west, not for us-east')
        server.of('claimJob').empty
    }

    // --- the host -------------------------------------------------------------------------------------------------------

    def "a host that measures wrong asks for no work"() {
        given:
        server.job()
        worker.onPrepare = { talk -> throw new VoxFault(FaultCode.SELF_TEST_FAILED, 'this host measures wrong') }

        when:
        worker.start()
        WorkerEnd end = worker.awaitEnd()

        then:
        end == new WorkerEnd(ExitCode.HARNESS_FAULT, 'this host measures wrong')
        server.of('claimJob').empty
    }

    def "a host that is busy waits for quiet before it asks for work"() {
        given:
        int looks = 0
        worker.onPrepare = { talk ->
            if (++looks == 1) {
                throw new VoxFault(FaultCode.HOST_BUSY, 'this host is busy')
            }
        }
        server.job()

        when:
        worker.start(once: true)
        worker.awaitEnd()

        then:
        server.outcome() == 'COMPLETED'
        worker.said.any { it.contains('this host is busy') }
    }

    private void lose(String how) {
        switch (how) {
            case 'the heartbeat says so':
                server.actions[JOB] = 'ABANDON'
                break
            case 'progress is refused':
                server.refuse('reportJobProgress', 409, 'lease_lost')
                worker.tell('something more')
                break
            default:
                server.misbehave('heartbeatEvalAgent', GARBAGE)
                server.actions[JOB] = 'ABANDON'
                worker.tell('something more')
        }
    }

    private byte[] bytes(String artifact) {
        (server.artifacts[artifact].bytes as ByteArrayOutputStream).toByteArray()
    }
}
