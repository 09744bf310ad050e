package io.vox.agent

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices

import com.tngtech.archunit.core.domain.AccessTarget
import com.tngtech.archunit.core.domain.JavaClass
import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import spock.lang.Shared
import spock.lang.Specification

class ArchitectureSpec extends Specification {
    static final String ROOT = 'io.vox.agent'

    /** Which packages of this module a package may use, and why these. An empty name is the package of AgentMain. */
    static final Map<String, Map> TABLE = [
        '': [uses: ['command'], because: 'the entry point only hands over'],
        fault: [uses: [], because: 'whose fault it was is said in the same words everywhere'],
        corpus: [uses: [], because: 'the spoken lines are files and facts about them'],
        speech: [uses: [], because: 'sound and text are changed into one another, wherever they come from'],
        report: [uses: [], because: 'it shows a finished run folder and computes nothing'],
        scenario: [uses: [], because: 'files are read and checked before any browser or sound is touched'],
        browser: [uses: ['fault'], because: 'it starts a browser and knows nothing of conversations'],
        explore: [uses: ['browser', 'fault', 'scenario'], because: 'what it finds in a page are steps of a scenario'],
        conversation: [uses: ['browser', 'corpus', 'fault', 'scenario', 'speech'], because: 'it leaves a recording and a timeline, and no figures'],
        phantom: [uses: ['conversation', 'corpus', 'fault'], because: 'its truth comes from assets and clocks; it must not use what it is there to check: the analysis'],
        calibration: [uses: ['browser', 'conversation', 'corpus', 'fault', 'phantom', 'run', 'scenario', 'speech'], because: 'it goes beside a run and joins measured turns with the truth of the phantom'],
        run: [uses: ['browser', 'conversation', 'corpus', 'fault', 'phantom', 'report', 'scenario', 'speech'], because: 'it holds conversations and has them analysed; how that is shown or asked for is not its business'],
        'run.output': [uses: ['conversation', 'fault', 'run', 'scenario'], because: 'it shows a result as tables and documents'],
        selftest: [uses: ['browser', 'calibration', 'conversation', 'corpus', 'fault', 'phantom', 'run', 'scenario', 'speech'], because: 'it is a run against the phantom, ahead of the real one'],
        progress: [uses: ['conversation', 'fault', 'run', 'run.output', 'scenario'], because: 'it shows a run as it goes on'],
        secret: [uses: [], because: 'what is a secret does not depend on who says it'],
        job: [uses: ['browser', 'conversation', 'corpus', 'fault', 'phantom', 'report', 'run', 'run.output', 'scenario', 'secret', 'speech'], because: 'a job is a run whose files come from a server and whose result goes there; who asked for it is not its business'],
        worker: [uses: ['browser', 'conversation', 'corpus', 'fault', 'job', 'run', 'secret', 'speech'], because: 'it decides when jobs are done, not how'],
        demo: [uses: ['calibration', 'conversation', 'fault', 'job', 'phantom', 'run', 'scenario', 'worker'], because: 'it is what a person would do by hand; how that is shown is not its business'],
        command: [uses: ['browser', 'calibration', 'conversation', 'corpus', 'demo', 'explore', 'fault', 'job', 'phantom', 'progress', 'report', 'run', 'run.output', 'scenario', 'selftest', 'speech', 'worker'], because: 'commands put the parts together; nothing uses commands'],
    ]

    /** Which packages may use a library, and why these. */
    static final Map<String, Map> LIBRARIES = [
        'io.vox.sdk': [users: ['job', 'worker', 'demo', 'command'], because: 'whoever measures without a server must not need one'],
        'picocli': [users: ['', 'command'], because: 'arguments are read in one place'],
        'com.microsoft.playwright': [users: ['browser', 'explore', 'conversation', 'calibration'], because: 'the driver of the browser can be replaced where pages are touched'],
        'org.snakeyaml': [users: ['scenario'], because: 'YAML is read in one place'],
        'javazoom': [users: ['speech'], because: 'sound files are decoded in one place'],
        'com.jcraft': [users: ['speech'], because: 'sound files are decoded in one place'],
        'org.jflac': [users: ['speech'], because: 'sound files are decoded in one place'],
        'javax.sound': [users: ['speech'], because: 'sound files are decoded in one place'],
    ]

    /** Classes that may read the environment of the process: each a setting that a person gives. */
    static final Map<String, String> READS_ENVIRONMENT = [
        'io.vox.agent.browser.BrowserFinder': 'CHROMIUM and PATH say where a browser is',
        'io.vox.agent.command.CommandSurroundings': 'commands are given the environment, so that specs can give another',
        'io.vox.agent.selftest.MeasurementGate': 'VOX_HOME says where calibrations are kept',
        'io.vox.agent.speech.Command': 'PATH says where flite, ffmpeg and pocketsphinx are',
    ]

    /** Packages that talk to the person in front; data goes to stdout, talk to stderr. */
    static final List<String> TALKING = ['command', 'progress']

    /** Classes elsewhere that may print. */
    static final Map<String, String> PRINTS = [
        'io.vox.agent.browser.BrowserSession': 'a browser folder that cannot be removed is found when all else has ended',
    ]

    @Shared
    JavaClasses imported = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT)

    def "'#name' uses no package but #uses, because #because"() {
        expect:
        noClasses().that().resideInAPackage(full(name))
                .should().dependOnClassesThat().resideInAnyPackage(others.collect { full(it) } as String[])
                .check(imported)

        where:
        name << TABLE.keySet()
        uses = TABLE[name].uses
        because = TABLE[name].because
        others = TABLE.keySet() - name - uses
    }

    def "the table names the packages that there are"() {
        expect:
        imported.collect { it.packageName }.unique().sort() == TABLE.keySet().collect { full(it) }.sort()
    }

    def "no package is part of a cycle"() {
        expect:
        slices().matching("$ROOT.(**)").should().beFreeOfCycles().check(imported)
    }

    def "#library is used by #users only, because #because"() {
        expect:
        noClasses().that().resideOutsideOfPackages(users.collect { full(it) } as String[])
                .should().dependOnClassesThat().resideInAPackage("$library..")
                .check(imported)

        where:
        library << LIBRARIES.keySet()
        users = LIBRARIES[library].users
        because = LIBRARIES[library].because
    }

    def "the environment is read by the classes on the list, and by each of them"() {
        expect:
        classesWith { JavaClass it -> it.methodCallsFromSelf.any { isMember(it.target, 'getenv') } } == READS_ENVIRONMENT.keySet()
    }

    def "outside #TALKING only the classes on the list print, and each of them does"() {
        expect:
        classesWith { JavaClass it -> it.fieldAccessesFromSelf.any { isMember(it.target, 'out') || isMember(it.target, 'err') } }
                .findAll { String name -> !TALKING.any { name.startsWith("$ROOT.$it.") } } as Set == PRINTS.keySet()
    }

    def "nobody logs by java.util.logging: a run folder has its own log"() {
        expect:
        noClasses().should().dependOnClassesThat().resideInAPackage('java.util.logging..').check(imported)
    }

    def "only the entry point ends the process, since whoever ends it must have cleaned up"() {
        expect:
        noClasses().that().doNotHaveFullyQualifiedName('io.vox.agent.AgentMain')
                .should().callMethod(System, 'exit', int)
                .check(imported)
    }

    def "no class is called a #suffix, which says nothing"() {
        expect:
        noClasses().should().haveSimpleNameEndingWith(suffix).check(imported)

        where:
        suffix << ['Manager', 'Helper', 'Util', 'Utils', 'Impl', 'Dto', 'DTO', 'Info', 'Base', 'Processor']
    }

    private static String full(String name) {
        name.empty ? ROOT : "$ROOT.$name" as String
    }

    /** Names of the top-level classes of which a class satisfies the condition. */
    private Set<String> classesWith(Closure<Boolean> condition) {
        imported.findAll(condition).collect { it.name.replaceFirst(/\$.*/, '') } as Set
    }

    private static boolean isMember(AccessTarget target, String name) {
        target.owner.name == 'java.lang.System' && target.name == name
    }
}
