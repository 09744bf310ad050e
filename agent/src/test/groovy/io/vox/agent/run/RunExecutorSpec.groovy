package io.vox.agent.run

import groovy.json.JsonSlurper
import io.vox.agent.conversation.ConversationListener
import io.vox.agent.conversation.ConversationPlan
import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

class RunExecutorSpec extends Specification {

    @TempDir
    Path folder

    def "a run leaves recordings, timelines, the result and the report"() {
        when:
        ResultDocument result = SyntheticCalls.run(folder, SyntheticCalls.harness(), 2)

        then:
        result.exitCode() == 0
        result.conversations()*.id() == ['01', '02']
        result.conversations()*.folder() == ['01-shop-talk-1', '02-shop-talk-2']
        result.conversations()[0].turns()*.valueMs() == [700, 900]
        ['result.json', 'report.html', '01-shop-talk-1/recording.wav', '02-shop-talk-2/timeline.json'].every {
            Files.size(folder.resolve('run').resolve(it)) > 0
        }
    }

    def "result.json has every field, null where it does not apply"() {
        when:
        SyntheticCalls.run(folder, SyntheticCalls.harness())
        Map json = new JsonSlurper().parse(folder.resolve('run/result.json')) as Map

        then:
        json.keySet() as List == ['schemaVersion', 'runId', 'startedAt', 'tool', 'host', 'target', 'calibration', 'exitCode', 'fault',
            'metrics', 'verdicts', 'conversations']
        json.target == [url: 'http://127.0.0.1:9/', name: 'shop']
        json.host.browser == 'Chromium 1'
        json.calibration == null
        json.fault == null
        json.conversations[0].keySet() as List == ['id', 'scenario', 'application', 'repeat', 'condition', 'folder', 'startedAt',
            'durationMs', 'sampleRate', 'methodVersion', 'fault', 'flags', 'verdicts', 'checks', 'steps', 'notices', 'caller', 'agent', 'turns']
        json.conversations[0].durationMs == 12_000
        json.conversations[0].condition == [network: 'clean', noiseType: null, snrDb: null]
        json.conversations[0].agent.segments.size() == 2
        json.conversations[0].turns[0].keySet() as List == ['index', 'kind', 'label', 'outcome', 'valueMs', 'censored', 'missingReason',
            'callerOnFrame', 'callerOffFrame', 'agentFrame', 'onlineMs', 'recoveryMs', 'hopFrames', 'truthMs', 'programmedMs', 'flags', 'tags']
        json.conversations[0].turns[0].truthMs == null
        json.metrics.find { it.key == 'naturalness' } == [key: 'naturalness', unit: 'mos', n: 0, nMissing: 0, nConversations: 0,
            methodVersion: json.tool.methodVersion, reason: 'no_judge', flags: [], stats: [:]]
    }

    def "a result and a timeline are read as they were written"() {
        given:
        ResultDocument result = SyntheticCalls.run(folder, SyntheticCalls.harness())

        expect:
        ResultJson.readResult(folder.resolve('run/result.json')) == result
        ResultJson.readTimeline(folder.resolve('run/01-shop-talk-1/timeline.json')) == SyntheticCalls.timeline(1)
    }

    def "a conversation that our own fault spoiled is excluded and held once more"() {
        given:
        VoxFault died = new VoxFault(FaultCode.BROWSER_DIED, 'the browser went away')

        when:
        ResultDocument result = SyntheticCalls.run(folder, SyntheticCalls.harness([died]))

        then:
        result.exitCode() == 0
        result.conversations()*.fault()*.code() == ['browser_died', null]
        result.metrics().find { it.key() == 'responseLatency' }.n() == 2
        result.metrics().find { it.key() == 'responseLatency' }.flags() == ['voided_conversations']
        '1 of 2 conversations excluded because of a fault on our side.' in result.verdicts()
    }

    def "a second fault of our own is the run's exit code"() {
        given:
        VoxFault died = new VoxFault(FaultCode.BROWSER_DIED, 'the browser went away')

        expect:
        SyntheticCalls.run(folder, SyntheticCalls.harness([died, died])).exitCode() == 5
    }

    def "a target that is not available ends the run"() {
        given:
        VoxFault gone = new VoxFault(FaultCode.TARGET_ERROR, 'http://127.0.0.1:9/ answers with status 500')

        when:
        ResultDocument result = SyntheticCalls.run(folder, SyntheticCalls.harness([gone]), 3)

        then:
        result.exitCode() == 4
        result.conversations().size() == 1
        result.fault() == new ResultDocument.Fault('target_unavailable', 'target_error', 'http://127.0.0.1:9/ answers with status 500')
    }

    def "an agent that fails does not end the run"() {
        given:
        VoxFault silent = new VoxFault(FaultCode.NO_AGENT_AUDIO, 'no agent audio path found')

        when:
        ResultDocument result = SyntheticCalls.run(folder, SyntheticCalls.harness([silent]), 2)

        then:
        result.exitCode() == 1
        result.fault() == null
        result.conversations()*.fault()*.code() == ['no_agent_audio', null]
    }

    def "a harness that cannot be made ready is a result too"() {
        given:
        Harness harness = { talk -> throw new VoxFault(FaultCode.HOST_BUSY, 'this host is busy') }

        when:
        ResultDocument result = SyntheticCalls.run(folder, harness)

        then:
        result.exitCode() == 5
        result.fault().code() == 'host_busy'
        result.conversations().empty
        Files.exists(folder.resolve('run/report.html'))
    }

    def "something unexpected is told as a fault of our own"() {
        given:
        Harness harness = { talk -> throw new IllegalStateException('a bug') }

        expect:
        SyntheticCalls.run(folder, harness).fault() == new ResultDocument.Fault('harness_fault', 'internal',
            'unexpected: java.lang.IllegalStateException: a bug')
    }

    def "canceling keeps what was recorded"() {
        given:
        boolean canceled = false
        Harness harness = { talk ->
            new Harness.Ready({ ConversationPlan plan, ConversationListener listener ->
                SyntheticCalls.call(plan.folder().resolve('recording.wav'))
                canceled = true
                VoxFault seen = null
                try {
                    listener.level(0, 0)
                } catch (VoxFault fault) {
                    seen = fault
                }
                listener.level(0, 0)
                SyntheticCalls.conversation(plan, seen)
            } as ConversationHolder, null)
        }
        RunFolder place = RunFolder.create(folder.resolve('run'), [:], Instant.now())

        when:
        ResultDocument result = new RunExecutor(place, harness, Companion.NONE, RunListener.NONE, { canceled })
            .execute(SyntheticCalls.matrix(folder, 5))

        then:
        result.exitCode() == 130
        result.fault().code() == 'canceled'
        result.conversations().size() == 1
        result.conversations()[0].turns().size() == 2
        Files.exists(folder.resolve('run/report.html'))
    }

    def "while a conversation is held the result on disk says that the run did not end"() {
        given:
        Map seen = null
        Harness harness = { talk ->
            seen = new JsonSlurper().parse(folder.resolve('run/result.json')) as Map
            SyntheticCalls.harness().prepare(talk)
        }

        when:
        SyntheticCalls.run(folder, harness)

        then:
        seen.exitCode == 5
        seen.fault.message == 'the run did not come to its end: its process was killed'
    }
}
