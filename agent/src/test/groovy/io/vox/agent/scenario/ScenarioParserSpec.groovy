package io.vox.agent.scenario

import io.vox.agent.scenario.Utterance.CorpusUtterance
import io.vox.agent.scenario.Utterance.FileUtterance
import io.vox.agent.scenario.Utterance.TextUtterance
import io.vox.measurement.timeline.StimulusKind
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

class ScenarioParserSpec extends Specification {

    @TempDir
    Path folder

    def setup() {
        ScenarioDocuments.writeFiles(folder)
    }

    def "a good document is read: #text"() {
        when:
        def document = parse(text)

        then:
        (document.application() != null) == (kind == ScenarioDocuments.Kind.APPLICATION || text.contains('application:'))
        (document.scenario() != null) == (kind == ScenarioDocuments.Kind.SCENARIO || text.contains('scenario:'))

        where:
        [kind, text] << ScenarioDocuments.GOOD
    }

    def "a bad document is refused with all its problems: #text"() {
        expect:
        problems(text) == expected

        where:
        [kind, text, expected] << ScenarioDocuments.BAD
    }

    def "steps that come by themselves are read without any file: #yaml"() {
        expect:
        ScenarioParser.parseSteps(yaml, 'workflow')*.action()*.yamlName() == actions

        where:
        yaml                                                       || actions
        ''                                                         || []
        '[]'                                                       || []
        '- {action: click, selector: "#call"}'                     || ['click']
        '- {action: speak, corpus: q_hours}\n- {action: listen}'   || ['speak', 'listen']
        '- {action: speak, text: Hello}'                           || ['speak']
    }

    def "steps that come by themselves are refused with all their problems: #yaml"() {
        when:
        ScenarioParser.parseSteps(yaml, 'workflow')

        then:
        ScenarioException wrong = thrown()
        wrong.problems()*.toString() == expected

        where:
        yaml                                            || expected
        'action: click'                                 || ["workflow:1: field 'steps' must be a list, was a mapping"]
        'steps: []'                                     || ["workflow:1: field 'steps' must be a list, was a mapping"]
        '# nothing'                                     || ['workflow: is empty']
        '- {action: speak, file: /etc/passwd}'          || ["workflow:1: step 1 (speak): field 'file' cannot be used here: no files come with these steps; say it by 'text' or 'corpus'"]
        '- {action: click}'                             || ["workflow:1: step 1 (click): missing field 'selector'"]
    }

    def "what no schema can see is refused as well: #text"() {
        expect:
        problems(text) == expected

        where:
        text | expected
        '' | ['bad.yaml: is empty']
        '# nothing' | ['bad.yaml: is empty']
        'just a text' | ["bad.yaml:1: a file must have fields, was the text 'just a text'"]
        '- action: click' | ['bad.yaml:1: a file must have fields, was a list']
        'steps: [{action: listen}]\n---\nsteps: []' | ['bad.yaml:2: a file holds one document, a second one starts here']
        'steps:\n\t- action: listen' | ['bad.yaml:2: not valid YAML: a tab is used for indentation, use spaces']
        'steps: [{action: listen}]\nsteps: [{action: listen}]' | ["bad.yaml:2: duplicate field 'steps', first on line 1"]
        'steps:\n- action: click\n  selector: a\n  selector: b' | ["bad.yaml:4: step 1 (click): duplicate field 'selector', first on line 3"]
        'steps:\n- {action: speak, file: gone.mp3}' | ["bad.yaml:2: step 1 (speak): field 'file' names 'gone.mp3', which is neither beside this file nor in an assets folder"]
        'background: gone.mp3\nsteps: [{action: listen}]' | ["bad.yaml:1: field 'background' names 'gone.mp3', which is neither beside this file nor in an assets folder"]
        'html: gone.html' | ["bad.yaml:1: field 'html' names 'gone.html': no such file"]
        'url: "https://agent.example/{{key}}"' | ["bad.yaml:1: field 'url' needs a value for 'key', give it with --params key=VALUE"]
        'url: "https://agent.example/a b"' | ["bad.yaml:1: field 'url' is not a valid URL: Illegal character in path at character 24"]
        'steps:\n- {action: sleep, time: !int "5"}' | ["bad.yaml:2: step 1 (sleep): field 'time' must be a whole number of milliseconds, was a value tagged !int"]
        'steps:\n- {action: sleep, time: .inf}' | ["bad.yaml:2: step 1 (sleep): field 'time' must be a whole number of milliseconds, was .inf"]
        'steps:\n- {action: sleep, time: 1e999999999}' | ["bad.yaml:2: step 1 (sleep): field 'time' must be a whole number of milliseconds, was 1e999999999"]
        'steps:\n- &a {action: listen}\n- {<<: *a, action: listen}' | ['bad.yaml:3: merge keys (<<) are not supported, write the fields out']
        'steps:\n- &a {action: listen}\n- {!!merge x: *a, action: listen}' | ['bad.yaml:3: merge keys (<<) are not supported, write the fields out']
        'steps:\n- {action: listen, [a]: b}' | ['bad.yaml:2: step 1 (listen): a field name must be a text']
    }

    @Timeout(30)
    def "a text made to exhaust memory or stack is refused: #what"() {
        expect:
        problems(text).any { it =~ expected }

        where:
        what | text | expected
        'nested lists' | '[' * 500_000 | /nested deeper than 20 levels/
        'nested mappings' | 'steps: ' + '{a: ' * 100_000 | /nested deeper than 20 levels/
        'nested aliases' | laughs() | /must be a text, was a list/
        'many aliases' | 'a: &a b\ntags: [' + '*a,' * 101 + ']' | /more than 100 aliases/
        'a loop' | 'steps: &a [*a]' | /a step must have an 'action' and fields, was a list/
    }

    def "a file is bounded in size and must be UTF-8 text"() {
        given:
        Path large = Files.writeString(folder.resolve('large.yaml'), '#' * (1024 * 1024 + 1))
        Path binary = Files.write(folder.resolve('binary.yaml'), [0xff, 0xfe, 0x80] as byte[])

        expect:
        problemsOf(large) == ['large.yaml: is larger than 1 MB']
        problemsOf(binary) == ['binary.yaml: is not UTF-8 text']
        problemsOf(folder.resolve('none.yaml')) == ['none.yaml: no such file']
        problemsOf(folder.resolve('assets')) == ['assets: is a folder, not a file']
    }

    def "a file without a name is called after its file"() {
        given:
        Path file = Files.writeString(folder.resolve('order pizza.v2.yml'), 'steps: [{action: listen}]')

        expect:
        ScenarioParser.withParameters([:]).parseScenario(file).name() == 'order pizza.v2'
    }

    def "an application has its page, tags and steps"() {
        when:
        def application = parse('''
            url: "https://agent.example/call?id={{assistantId}}&key={{key}}"
            tags: [default, basic]
            steps:
              - action: wait_for_element
                selector: my-agent
              - action: sleep
                time: 3000
              - action: click
                selector: my-agent >>> button
            '''.stripIndent(), [assistantId: 'a-1', key: '$1']).application()

        then:
        application.name() == 'bad'
        application.url() == URI.create('https://agent.example/call?id=a-1&key=$1')
        application.html() == null
        application.tags() == ['default', 'basic']
        application.steps() == [
            new WaitForElementStep(origin(5, 1), false, 'my-agent', Duration.ofSeconds(30)),
            new SleepStep(origin(7, 2), false, Duration.ofSeconds(3)),
            new ClickStep(origin(9, 3), false, 'my-agent >>> button'),
        ]
    }

    def "a page may be written in the file or stand beside it"() {
        expect:
        parse("html: '<p>Hi</p>'").application().html() == '<p>Hi</p>'
        parse('html: page.html').application().html() == '<button id="start">Call</button>'
    }

    def "a URL parameter needs no value to be checked: #url"() {
        expect:
        ScenarioParser.forLint().parse("url: '$url'", Path.of('a.yaml')).application().url() != null

        where:
        url << ['https://agent.example/{{key}}', 'http://localhost:{{port}}/', '{{base}}/call']
    }

    def "a scenario in the shape of voice-agent-tester is read"() {
        when:
        def scenario = parse('''
            background: noise.mp3
            tags:
              - default
            steps:
              - action: wait_for_voice
              - action: wait_for_silence
              - action: speak
                file: hello.mp3
              - action: listen
                evaluation: "Asks for the day"
                metrics: score
              - action: speak
                text: "On Monday"
              - action: wait_for_voice
                metrics: elapsed_time
            '''.stripIndent()).scenario()

        then:
        scenario.background() == new Background(folder.resolve('assets/noise.mp3'), 1.0)
        scenario.tags() == ['default']
        scenario.steps() == [
            new WaitForVoiceStep(origin(6, 1), false, Duration.ofSeconds(30), false),
            new WaitForSilenceStep(origin(7, 2), false, Duration.ofSeconds(30), false),
            new SpeakStep(origin(8, 3), false, new FileUtterance(folder.resolve('hello.mp3')), Expectation.ANSWER, []),
            new ListenStep(origin(10, 4), false, true, 'Asks for the day', [], Duration.ofSeconds(30)),
            new SpeakStep(origin(13, 5), false, new TextUtterance('On Monday', null), Expectation.ANSWER, []),
            new WaitForVoiceStep(origin(15, 6), true, Duration.ofSeconds(30), false),
        ]
    }

    def "recordings are found in the folder layout of voice-agent-tester"() {
        given:
        Path file = folder.resolve("${place}/talk.yaml")
        Files.createDirectories(file.parent)
        Files.writeString(file, 'steps: [{action: speak, file: noise.mp3}]')

        expect:
        ScenarioParser.withParameters([:]).parseScenario(file).steps()[0].utterance().file() == folder.resolve('assets/noise.mp3')

        where:
        place << ['scenarios', 'benchmarks/scenarios']
    }

    def "the actions of our own have defaults"() {
        when:
        def steps = parse('''
            steps:
              - action: barge_in
                corpus: barge_in
              - action: backchannel
              - action: pause
                first: {corpus: q_pause_a, voice: anna}
                then: {corpus: q_pause_b}
              - action: speak
                corpus: thanks_bye
                expects: nothing
                tags: [tool]
            '''.stripIndent()).scenario().steps()

        then:
        steps == [
            new BargeInStep(origin(3, 1), false, new CorpusUtterance(null, 'barge_in'), Duration.ofMillis(1500), Duration.ofSeconds(30)),
            new BackchannelStep(origin(5, 2), false, new CorpusUtterance(null, 'mm_hm'), Duration.ofMillis(1500), Duration.ofSeconds(30)),
            new PauseStep(origin(6, 3), false, new CorpusUtterance('anna', 'q_pause_a'), new CorpusUtterance(null, 'q_pause_b'), Duration.ofMillis(700)),
            new SpeakStep(origin(9, 4), false, new CorpusUtterance(null, 'thanks_bye'), Expectation.NOTHING, ['tool']),
        ]
        Expectation.values()*.stimulusKind() == [StimulusKind.RESPONSE, StimulusKind.NONE]
    }

    def "every action can be read"() {
        expect:
        ScenarioDocuments.GOOD.collect { parse(it[1] as String) }
            .findAll { it.scenario() != null }
            .collectMany { it.scenario().steps() }*.action() as Set == Action.values() as Set
    }

    private StepOrigin origin(int line, int number) {
        new StepOrigin(folder.resolve('bad.yaml'), line, number)
    }

    private ScenarioDocument parse(String text, Map<String, String> parameters = [assistantId: 'a-1']) {
        ScenarioParser.withParameters(parameters).parse(text, folder.resolve('bad.yaml'))
    }

    private List<String> problems(String text) {
        try {
            parse(text)
            return []
        } catch (ScenarioException e) {
            return shorten(e)
        }
    }

    private List<String> problemsOf(Path file) {
        try {
            ScenarioParser.withParameters([:]).parse(file)
            return []
        } catch (ScenarioException e) {
            return shorten(e)
        }
    }

    private List<String> shorten(ScenarioException e) {
        assert e.message == e.problems().join('\n')
        e.problems().collect { it.toString().replace("$folder/", '') }
    }

    private static String laughs() {
        def lines = ['a0: &a0 [lol, lol]']
        (1..12).each { level -> lines << "a$level: &a$level [${(['*a' + (level - 1)] * 8).join(',')}]".toString() }
        lines << 'tags: [*a12]' << 'steps: [{action: listen}]'
        lines.join('\n')
    }
}
