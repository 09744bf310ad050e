package io.vox.agent.command

import groovy.json.JsonSlurper
import io.vox.agent.run.SyntheticCalls
import io.vox.measurement.audio.WavWriter
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class VoxCommandLineSpec extends Specification {

    @TempDir
    Path folder

    ByteArrayOutputStream stdout = new ByteArrayOutputStream()
    ByteArrayOutputStream stderr = new ByteArrayOutputStream()

    def "every command has help with two examples and the exit codes: #command"() {
        when:
        int code = vox(*command.tokenize(' '), '--help')

        then:
        code == 0
        err() == ''
        out().contains('Examples:')
        out().readLines().count { it.startsWith('  vox ' + command) || it.contains("vox $command ") } >= 2
        out().contains('0 pass, 1 failed check or agent fault, 2 usage')

        where:
        command << ['', 'run', 'analyze', 'report', 'lint', 'phantom', 'completion', 'demo', 'try', 'agent start']
    }

    def "a usage error is one line with a hint: #arguments"() {
        when:
        int code = vox(*arguments)

        then:
        code == 2
        out() == ''
        err() == line + '\n'

        where:
        arguments                              || line
        []                                     || "vox: a command is missing; see 'vox --help'"
        ['run']                                || "vox: Missing required option: '--applications=FILE'; see 'vox run --help'"
        ['run', '-a', 'x', '--repeat', '0']    || "vox: --repeat must be from 1 to 1000, was 0; see 'vox run --help'"
        ['run', '-a', 'x', '--timeout', 'no']  || "vox: Invalid value for option '--timeout': 'no' is no time such as 90s or 10m; see 'vox run --help'"
        ['agent']                              || "vox: a command is missing; see 'vox agent --help'"
        ['agent', 'start', '--slots', '0']     || "vox: --slots must be from 1 to 16, was 0; see 'vox agent start --help'"
        ['agent', 'start', '--url', 'ftp://x'] || "vox: 'ftp://x' is not the address of a server, such as http://127.0.0.1:8080; see 'vox agent start --help'"
        ['agent', 'start', '--name', ' ']      || "vox: --name must have from 1 to 200 characters; see 'vox agent start --help'"
        ['phantom', '--port', '70000']         || "vox: --port must be from 0 to 65535, was 70000; see 'vox phantom --help'"
        ['phantom', '--delay', 'soon']         || "vox: delayMs must be a whole number, was 'soon'; see 'vox phantom --help'"
    }

    def "the version goes to stdout"() {
        expect:
        vox('--version') == 0
        out() == 'vox development\n'
    }

    def "lint tells problems on stdout and their number on stderr"() {
        given:
        Path good = file('good.yaml', 'steps:\n  - action: sleep\n    time: 10\n')
        Path bad = file('bad.yaml', 'steps:\n  - action: sleepp\n')

        expect:
        vox('lint', good.toString()) == 0
        out() == ''
        err() == 'No problems.\n'

        when:
        int code = vox('lint', good.toString(), bad.toString())

        then:
        code == 2
        out().startsWith("$bad:2: step 1 (sleepp): ")
        err() == '1 problem.\n'
    }

    def "lint speaks JSON"() {
        given:
        Path bad = file('bad.yaml', 'steps:\n  - action: sleepp\n')

        when:
        int code = vox('lint', bad.toString(), '--json')
        Map problem = new JsonSlurper().parseText(out()).problems[0] as Map

        then:
        code == 2
        problem.subMap('file', 'line', 'step', 'action') == [file: bad.toString(), line: 2, step: 1, action: 'sleepp']
    }

    def "analyze shows the table of a recording and writes nothing"() {
        given:
        Path call = SyntheticCalls.call(folder.resolve('call.wav'))

        when:
        int code = vox('analyze', call.toString())

        then:
        code == 0
        err() == ''
        out().startsWith('call.wav, 1 conversation, 12 s, method observed-1\n')
        out().contains('Response latency           800 ms  900 ms  141 ms              -  2')
        Files.list(folder).toList() == [call]
    }

    def "analyze gives the figures of the timeline where there is one"() {
        given:
        Path call = SyntheticCalls.call(folder.resolve('call.wav'))
        Path timeline = file('timeline.json', io.vox.agent.run.ResultJson.write(SyntheticCalls.timeline(1)))

        when:
        int code = vox('analyze', call.toString(), '--timeline', timeline.toString(), '--json')
        Map result = new JsonSlurper().parseText(out()) as Map

        then:
        code == 0
        err() == ''
        result.conversations[0].methodVersion == '2026-11-21'
        result.conversations[0].turns*.label == ['q_hours', 'q_price']
        result.conversations[0].folder == null
        result.target == [url: null, name: 'call.wav']
    }

    def "analyze can take the agent from the left channel"() {
        given:
        Path call = SyntheticCalls.write(folder.resolve('call.wav'), 12d, [[2.7d, 4d]], [[1d, 2d]])

        when:
        vox('analyze', call.toString(), '--swap', '--json')

        then:
        new JsonSlurper().parseText(out()).conversations[0].turns*.valueMs == [700]
    }

    def "a recording that cannot be measured is one line: #name"() {
        given:
        recording(name)

        when:
        int code = vox('analyze', folder.resolve(name).toString())

        then:
        code == 2
        out() == ''
        err() == "vox: $line\n".replace('FOLDER', folder.toString())

        where:
        name          || line
        'missing.wav' || 'no such file or folder: FOLDER/missing.wav'
        'silent.wav'  || "silent.wav: nobody speaks on the caller's channel"
        'deaf.wav'    || "deaf.wav: nobody speaks on the agent's channel"
        'mono.wav'    || 'mono.wav is mono; caller and agent must be on two channels'
        'empty.wav'   || 'empty.wav is a recording of no length'
        'no-folder'   || 'no such file or folder: FOLDER/no-folder'
    }

    def "a file that is no recording is one line"() {
        given:
        Path text = file('text.wav', 'this is no sound, but it is long enough to look like a file of some kind')

        when:
        int code = vox('analyze', text.toString())

        then:
        code == 2
        out() == ''
        err().startsWith('vox: text.wav ')
        err().readLines().size() == 1
    }

    def "a timeline that is none is one line"() {
        given:
        Path call = SyntheticCalls.call(folder.resolve('call.wav'))
        Path timeline = file('timeline.json', text)

        when:
        int code = vox('analyze', call.toString(), '--timeline', timeline.toString())

        then:
        code == 2
        err().startsWith("vox: $timeline holds no timeline")
        err().readLines().size() == 1

        where:
        text << ['', '{', '[]', '{}', 'null', '{"sampleRate": 48000}']
    }

    def "analyze of a folder has a line for each recording, and tells those that cannot be measured"() {
        given:
        SyntheticCalls.call(folder.resolve('calls/a.wav'))
        SyntheticCalls.call(folder.resolve('calls/b.wav'), 1.1d)
        recording('calls/silent.wav')

        when:
        int code = vox('analyze', folder.resolve('calls').toString())

        then:
        code == 2
        out().startsWith('''\
                Recording   Length  Turns  Response      P95  Interrupt  Success
            01  a.wav         12 s      2    800 ms   900 ms          -    100 %
            02  b.wav         12 s      2   1000 ms  1100 ms          -    100 %
            03  silent.wav       -      -         -        -          -        -  silent.wav: nobody speaks on the caller's channel

            Metric               Median, rate      P95      SD  95 % interval  n
            Response latency           900 ms  1100 ms  163 ms              -  4
            '''.stripIndent())
        err() == "vox: silent.wav: nobody speaks on the caller's channel\n"
    }

    def "a folder without recordings is one line"() {
        expect:
        vox('analyze', folder.toString()) == 2
        err() == "vox: no WAV file in $folder\n"
    }

    def "analyze keeps recording, result and report where it is told to"() {
        given:
        Path call = SyntheticCalls.call(folder.resolve('call.wav'))
        Path kept = folder.resolve('kept')

        when:
        int code = vox('analyze', call.toString(), '--out', kept.toString(), *options)

        then:
        code == 0
        err() == "Report: $kept/report.html\n"
        Files.size(kept.resolve('01-recording-call-wav-1/recording.wav')) == Files.size(call)
        new JsonSlurper().parse(kept.resolve('result.json')).conversations[0].folder == '01-recording-call-wav-1'

        where:
        options << [[], ['--swap']]
    }

    def "report finds runs by folder, by id and as the last"() {
        given:
        Path run = Files.createDirectories(folder.resolve('runs/20261121-104500-abcd'))
        SyntheticCalls.run(folder, SyntheticCalls.harness())
        Files.copy(folder.resolve('run/result.json'), run.resolve('result.json'))

        expect:
        [[run.toString()], ['20261121-104500-abcd'], ['last'], []].every { names ->
            vox(*['report', *names]) == 0 && out() == "$run/report.html\n"
        }
        Files.size(run.resolve('report.html')) > 0
    }

    def "report says when there is no such run"() {
        expect:
        vox('report', 'last') == 2
        err() == "vox: there is no run in $folder/runs\n"
    }

    def "run tells every problem of its files before anything starts"() {
        given:
        Path application = file('app.yaml', 'url: ftp://x/\nsteps:\n  - action: clik\n')

        when:
        int code = vox('run', '-a', application.toString(), '-s', folder.resolve('none.yaml').toString())

        then:
        code == 2
        out() == ''
        err().readLines().size() >= 2
        err().readLines().every { it.startsWith('vox: ') }
        !Files.exists(folder.resolve('runs'))
    }

    def "run tells a sound that cannot be played before anything starts"() {
        given:
        file('noise.wav', 'no sound')
        Path both = file('vox.yaml', '''
            application:
              url: http://127.0.0.1:9/
            scenario:
              steps:
                - action: speak
                  file: noise.wav
            '''.stripIndent())

        when:
        int code = vox('run', '-a', both.toString())

        then:
        code == 2
        err().startsWith("vox: $folder/noise.wav: ")
        !Files.exists(folder.resolve('runs'))
    }

    def "an unwritable run folder is a harness fault in one line"() {
        given:
        Path both = file('vox.yaml', '''
            application:
              url: http://127.0.0.1:9/
            scenario:
              steps:
                - action: speak
                  corpus: q_hours
            '''.stripIndent())
        Path inTheWay = file('file', '')

        when:
        int code = vox('run', '-a', both.toString(), '--out', "$inTheWay/run")

        then:
        code == 5
        out() == ''
        err().startsWith("vox: cannot create the folder $inTheWay/run: ")
        err().readLines().size() == 1
    }

    def "completion is a script for #shell"() {
        expect:
        vox('completion', shell) == 0
        out().contains('complete -F _complete_vox')
        out().contains('--applications')

        where:
        shell << ['bash', 'zsh']
    }

    private int vox(String... arguments) {
        stdout.reset()
        stderr.reset()
        def surroundings = new CommandSurroundings(new PrintStream(stdout, true, StandardCharsets.UTF_8),
            new PrintStream(stderr, true, StandardCharsets.UTF_8), [VOX_HOME: folder.toString()])
        new VoxCommandLine(surroundings).execute(arguments)
    }

    private String out() {
        stdout.toString(StandardCharsets.UTF_8).replace('\r\n', '\n')
    }

    private String err() {
        stderr.toString(StandardCharsets.UTF_8)
    }

    private Path file(String name, String text) {
        Files.writeString(folder.resolve(name), text)
    }

    private void recording(String name) {
        Path file = folder.resolve(name)
        switch (file.fileName.toString()) {
            case 'silent.wav':
                SyntheticCalls.write(file, 5d, [], [])
                break
            case 'deaf.wav':
                SyntheticCalls.write(file, 5d, [[1d, 2d]], [])
                break
            case 'mono.wav':
                WavWriter.create(file, 48_000, 1).withCloseable { it.pad(48_000) }
                break
            case 'empty.wav':
                WavWriter.create(file, 48_000, 2).close()
                break
        }
    }
}
