package io.vox.agent.scenario

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ScenarioFilesSpec extends Specification {

    @TempDir
    Path folder

    def "files, folders and comma lists are expanded in order, each file once"() {
        given:
        ['b.yaml', 'a.yml', 'notes.txt', 'deep/c.yaml', 'x,y.yaml'].each { write(it, '') }

        expect:
        names(ScenarioFiles.expand(arguments.collect { "$folder/$it".toString() })) == expected

        where:
        arguments | expected
        ['b.yaml'] | ['b.yaml']
        ['deep'] | ['c.yaml']
        ['.'] | ['a.yml', 'b.yaml', 'x,y.yaml']
        ['b.yaml', 'a.yml'] | ['b.yaml', 'a.yml']
        ['b.yaml', '.'] | ['b.yaml', 'a.yml', 'x,y.yaml']
        ['x,y.yaml'] | ['x,y.yaml']
    }

    def "a comma list may name files and folders"() {
        given:
        ['b.yaml', 'a.yaml', 'deep/c.yaml'].each { write(it, '') }

        expect:
        names(ScenarioFiles.expand(["$folder/b.yaml, $folder/deep ,".toString()])) == ['b.yaml', 'c.yaml']
    }

    def "an argument that names nothing is an error"() {
        given:
        Files.createDirectories(folder.resolve('empty'))

        when:
        ScenarioFiles.expand(["$folder/empty,$folder/none.yaml".toString()])

        then:
        ScenarioException e = thrown()
        e.problems()*.toString() == [
            "$folder/empty: no *.yaml or *.yml file in this folder".toString(),
            "$folder/none.yaml: no such file or folder".toString(),
        ]

        when:
        ScenarioFiles.expand([])

        then:
        ScenarioException nothing = thrown()
        nothing.problems()*.message() == ['no file or folder is given']
    }

    def "every application meets every scenario once before anything is repeated"() {
        given:
        write('apps/one.yaml', 'url: http://one')
        write('apps/two.yaml', 'url: http://two')
        write('talks/p.yaml', TALK)
        write('talks/q.yaml', TALK)

        expect:
        cells(read(['apps'], ['talks'], 2)) == [
            'one p 1', 'one q 1', 'two p 1', 'two q 1', 'one p 2', 'one q 2', 'two p 2', 'two q 2']
    }

    def "a combined file runs alone, and -s overrides its scenario"() {
        given:
        write('vox.yaml', 'application: {name: app, url: http://one}\nscenario: {name: own, steps: [{action: listen}]}')
        write('other.yaml', TALK)

        expect:
        cells(read(['vox.yaml'], [], 1)) == ['app own 1']
        cells(read(['vox.yaml'], ['other.yaml'], 1)) == ['app other 1']
        cells(read(['vox.yaml'], ['vox.yaml'], 1)) == ['app own 1']
    }

    def "combined files keep to their own scenarios"() {
        given:
        ['x', 'y'].each {
            write("both/${it}.yaml", "application: {url: http://$it}\nscenario: {name: talk-$it, steps: [{action: listen}]}")
        }

        expect:
        cells(read(['both'], [], 1)) == ['x talk-x 1', 'y talk-y 1']
    }

    def "the problems of all files are told at once"() {
        given:
        write('app.yaml', 'url: 1')
        write('plain.yaml', 'url: http://one')
        write('talk.yaml', 'steps: []')

        when:
        read(['app.yaml', 'talk2.yaml'], ['talk.yaml', 'plain.yaml'], 1)

        then:
        ScenarioException e = thrown()
        e.problems()*.toString()*.replace("$folder/", '') == [
            'talk2.yaml: no such file or folder',
            "talk.yaml:1: field 'steps' is empty",
            'plain.yaml: holds no scenario, but an application',
        ]
    }

    def "an application without a scenario needs one, and a scenario is no application"() {
        given:
        write('plain.yaml', 'url: http://one')
        write('talk.yaml', TALK)

        when:
        read(['plain.yaml', 'talk.yaml'], [], 1)

        then:
        ScenarioException e = thrown()
        e.problems()*.toString()*.replace("$folder/", '') == [
            'plain.yaml: holds no scenario, give one with -s',
            "talk.yaml: holds no application: it needs a field 'url', 'html' or 'application'",
        ]
    }

    def "lint lists all problems and accepts URLs with parameters"() {
        given:
        write('good/app.yaml', 'url: "http://one/{{id}}"')
        write('good/talk.yaml', TALK)
        write('bad/talk.yaml', 'steps: [{action: jump}]')

        expect:
        ScenarioFiles.lint(["$folder/good".toString()]) == []
        ScenarioFiles.lint(["$folder/good,$folder/bad".toString()])*.step() == [1]
    }

    def "repeats start at one"() {
        when:
        Matrix.of([], [], repeats)

        then:
        thrown(IllegalArgumentException)

        where:
        repeats << [0, -1, 1001]
    }

    private static final String TALK = 'steps: [{action: listen}]'

    private void write(String name, String text) {
        Path file = folder.resolve(name)
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
    }

    private Matrix read(List<String> applications, List<String> scenarios, int repeats) {
        new ScenarioFiles(ScenarioParser.withParameters([:])).readMatrix(
            applications.collect { "$folder/$it".toString() }, scenarios.collect { "$folder/$it".toString() }, repeats)
    }

    private static List<String> names(List<Path> files) {
        files*.fileName*.toString()
    }

    private static List<String> cells(Matrix matrix) {
        matrix.cells().collect { "${it.application().name()} ${it.scenario().name()} ${it.repeat()}".toString() }
    }
}
