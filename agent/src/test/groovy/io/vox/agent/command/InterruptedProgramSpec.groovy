package io.vox.agent.command

import groovy.json.JsonSlurper
import io.vox.agent.AgentMain
import io.vox.agent.phantom.PhantomProgram
import io.vox.agent.phantom.PhantomServer
import io.vox.measurement.audio.WavReader
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** The whole program as a process, interrupted while it holds a conversation. */
@Requires({ os.linux })
class InterruptedProgramSpec extends Specification {
    @TempDir
    Path folder

    @AutoCleanup
    PhantomServer phantom

    Process program

    def cleanup() {
        program?.descendants()?.forEach { it.destroyForcibly() }
        program?.destroyForcibly()
    }

    def "Ctrl-C ends a run with 130, keeps what was recorded and leaves no process behind"() {
        given:
        phantom = PhantomServer.start(0, PhantomProgram.standard('interrupted'), folder.resolve('truth'))
        Path application = Files.writeString(folder.resolve('app.yaml'), """\
            url: ${phantom.uri()}
            steps:
              - action: click
                selector: "#accept"
              - action: click
                selector: "#start"
            """.stripIndent())
        Path scenario = Files.writeString(folder.resolve('talk.yaml'), '''\
            steps:
              - action: wait_for_voice
              - action: wait_for_silence
              - action: sleep
                time: 60000
            '''.stripIndent())
        Path talk = folder.resolve('talk.log')
        Path run = folder.resolve('run')
        program = new ProcessBuilder(
                Path.of(System.getProperty('java.home'), 'bin', 'java').toString(), '-Xmx300m',
                '--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow',
                '-cp', System.getProperty('java.class.path'), AgentMain.name, 'run', '--no-selftest',
                '-a', application.toString(), '-s', scenario.toString(), '--out', run.toString())
                .redirectError(talk.toFile())
                .redirectOutput(folder.resolve('out.txt').toFile())
                .start()
        new PollingConditions(timeout: 120, delay: 0.1).eventually { assert Files.readString(talk).contains('sleep') }
        List<ProcessHandle> started = program.descendants().toList()
        assert started.size() > 3

        when:
        new ProcessBuilder('kill', '-s', 'INT', program.pid().toString()).start().waitFor(30, TimeUnit.SECONDS)

        then:
        program.waitFor(60, TimeUnit.SECONDS)
        program.exitValue() == 130
        Files.readAllLines(talk).any { it.startsWith('vox: canceled; what was recorded is in ') }

        and:
        Object result = new JsonSlurper().parse(run.resolve('result.json').toFile())
        result.exitCode == 130
        result.fault.code == 'canceled'
        WavReader.open(run.resolve("${result.conversations[0].folder}/recording.wav")).withCloseable { it.frames() > it.sampleRate() }
        Files.size(run.resolve('report.html')) > 0

        and:
        new PollingConditions(timeout: 60, delay: 0.1).eventually { assert started.every { !it.alive } }
    }
}
