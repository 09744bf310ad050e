package io.vox.agent.scenario

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ScenarioWriterSpec extends Specification {

    @TempDir
    Path folder

    def setup() {
        ScenarioDocuments.writeFiles(folder)
    }

    def "what is written is read again: #text"() {
        given:
        def document = parser().parse(text, folder.resolve('in.yaml'))
        def application = document.application() ?: new Application('any', URI.create('http://any'), null, [], [], folder)
        def scenario = document.scenario() ?: StandardScenarios.demo()
        Path target = folder.resolve('vox.yaml')

        when:
        ScenarioWriter.write(application, scenario, target)

        then:
        def again = parser().parse(target)
        plain(again.application()) == plain(application)
        plain(again.scenario()) == plain(scenario)

        where:
        text << ScenarioDocuments.GOOD.collect { it[1] }
    }

    def "texts that look like something else stay texts: #written"() {
        given:
        def origin = new StepOrigin(Path.of('x'), 1, 1)
        def application = new Application(written, null, '<p>\n\n' + written + '\t</p>\n', [written], [
            new FillStep(origin, true, '#' + written, written),
        ], Path.of('x'))
        Path target = folder.resolve('vox.yaml')

        when:
        ScenarioWriter.write(application, StandardScenarios.standard(), target)

        then:
        plain(parser().parseApplication(target)) == plain(application)

        where:
        written << ['true', 'null', '~', '007', '1e3', '0x1f', '.inf', '- a: b #c', "it's \"so\": {a}", ' edge ', 'a\nb\n', '\u00e9\u2028\ud83d\ude00', '*a', '&a', '!x', '%', '@', '<<', '']
            .findAll { !it.isBlank() }
    }

    def "a combined file reads well"() {
        given:
        def application = new Application('shop', URI.create('https://shop.example/call'), null, [], [
            new ClickStep(new StepOrigin(Path.of('x'), 1, 1), false, '#start'),
        ], Path.of('x'))
        def scenario = parser().parse('''
            steps:
              - action: speak
                file: hello.mp3
              - action: barge_in
                corpus: barge_in
              - action: wait_for_voice
                timeout: 5000
                optional: true
                metrics: elapsed_time
            '''.stripIndent(), folder.resolve('talk.yaml')).scenario()

        when:
        ScenarioWriter.write(application, scenario, folder.resolve('vox.yaml'))

        then:
        Files.readString(folder.resolve('vox.yaml')) == '''\
            # Run this conversation with: vox run -a vox.yaml
            application:
              name: shop
              url: https://shop.example/call
              steps:
              - action: click
                selector: '#start'
            scenario:
              name: talk
              steps:
              - action: speak
                file: hello.mp3
              - action: barge_in
                corpus: barge_in
              - action: wait_for_voice
                timeout: 5000
                optional: true
                metrics: elapsed_time
            '''.stripIndent()
    }

    def "steps alone, as a server holds them, are read again: #scenario.name"() {
        expect:
        ScenarioParser.parseSteps(ScenarioWriter.stepsYaml(scenario.steps()), 'eval-set')*.toString()*.replaceAll(/StepOrigin\[[^\]]*\]/, '') ==
                scenario.steps()*.toString()*.replaceAll(/StepOrigin\[[^\]]*\]/, '')

        where:
        scenario << [StandardScenarios.standard(), StandardScenarios.demo(), StandardScenarios.warmUp()]
    }

    private static ScenarioParser parser() {
        ScenarioParser.withParameters([assistantId: 'a-1'])
    }

    /** The content without the place it was read from. */
    private static String plain(Record record) {
        record.toString().replaceAll(/StepOrigin\[[^\]]*\]/, '').replaceAll(/source=[^,\]]*\]$/, '')
    }
}
