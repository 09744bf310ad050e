package io.vox.agent.worker

import groovy.json.JsonSlurper
import io.vox.agent.AgentMain
import io.vox.agent.browser.BrowserInstaller
import io.vox.agent.phantom.PhantomProgram
import io.vox.agent.phantom.PhantomServer
import io.vox.measurement.audio.WavReader
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** The daemon as it runs: a process of its own, a real browser, the phantom, and a server over a socket. */
@Requires({ os.linux })
@Timeout(90)
@Tag('measures')
class EvalAgentProcessSpec extends Specification {

    @TempDir
    Path folder

    @AutoCleanup
    FakeVoxServer server = new FakeVoxServer()

    PollingConditions soon = new PollingConditions(timeout: 30, delay: 0.05)
    List<String> said = new CopyOnWriteArrayList<>()
    Process process

    def cleanup() {
        process?.descendants()?.forEach { it.destroyForcibly() }
        process?.destroyForcibly()
        assert server.violations.empty
    }

    def "a job is measured in a real browser, uploaded and reported, and nothing is left behind"() {
        given:
        PhantomServer phantom = PhantomServer.start(0, PhantomProgram.standard('phantom').with([greeting: 'false', answers: 'agent_short']),
                folder.resolve('truth'))
        server.job(url: phantom.uri().toString(), allowedHosts: [phantom.uri().authority], setup: '''\
            - {action: click, selector: '#accept'}
            - {action: click, selector: '#start'}
            '''.stripIndent(), scenarios: [short: '''\
            - {action: speak, corpus: q_hours}
            - {action: wait_for_voice, timeout: 10000}
            - {action: wait_for_silence, timeout: 10000}
            '''.stripIndent()])

        when:
        start('--once')
        boolean ended = process.waitFor(60, TimeUnit.SECONDS)

        then:
        ended
        process.exitValue() == 0
        server.outcome() == 'COMPLETED'
        Map conversation = (server.the('completeJob').conversations as List)[0]
        conversation.fault == null
        conversation.turns*.kind == ['RESPONSE']
        conversation.turns[0].valueMs > 700 && conversation.turns[0].valueMs < 2500
        server.the('completeJob').host.browser.contains('Chrome')

        and: "who watched heard the answer live"
        server.events*.type.containsAll(['CONVERSATION_STARTED', 'TURN', 'CONVERSATION_ENDED'])
        Math.abs(server.events.find { it.type == 'TURN' }.turn.valueMs - conversation.turns[0].valueMs) < 100

        and: "the files are whole"
        Path recording = Files.write(folder.resolve('recording.wav'), server.content('recording.wav'))
        WavReader.open(recording).withCloseable { it.channels() } == 2
        new JsonSlurper().parse(server.content('timeline.json')).stimuli.size() == 1
        server.content('report.html').length > 10_000

        and:
        Files.list(folder.resolve('home/eval-agents/runner-1/jobs')).toList().empty

        cleanup:
        phantom?.close()
    }

    def "an idle daemon ends at the first #signal, and its token is in nobody's view"() {
        given:
        server.claimWaitSeconds = 20
        start()
        soon.eventually { assert !server.of('claimJob').empty }
        String arguments = Files.readString(Path.of("/proc/${process.pid()}/cmdline"))

        when:
        kill(signal)

        then:
        process.waitFor(10, TimeUnit.SECONDS)
        process.exitValue() == 0
        !arguments.contains(FakeVoxServer.TOKEN)
        !said.any { it.contains(FakeVoxServer.TOKEN) }

        where:
        signal << ['TERM', 'INT']
    }

    private void start(String... more) {
        assert BrowserInstaller.provide(false, {}) != null
        ProcessBuilder builder = new ProcessBuilder([
                Path.of(System.getProperty('java.home'), 'bin', 'java').toString(), '-Xmx700m',
                '--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow',
                '-cp', System.getProperty('java.class.path'), AgentMain.name,
                'agent', 'start', '--url', server.uri().toString(), '--name', 'runner-1', '--region', 'eu-west', '--no-selftest', *more])
        builder.environment().putAll([VOX_AGENT_TOKEN: FakeVoxServer.TOKEN, VOX_HOME: folder.resolve('home').toString()])
        process = builder.redirectErrorStream(true).start()
        Thread.startVirtualThread {
            process.inputReader().lines().forEach { said.add(it) }
        }
    }

    private void kill(String signal) {
        assert new ProcessBuilder('kill', '-s', signal, process.pid().toString()).start().waitFor(5, TimeUnit.SECONDS)
    }
}
