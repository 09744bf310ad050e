package io.vox.measurement

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices

import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import spock.lang.Shared
import spock.lang.Specification

class ArchitectureSpec extends Specification {
    static final String ROOT = 'io.vox.measurement'

    /** Which packages of this module a package may use, and why these. */
    static final Map<String, Map> TABLE = [
        audio: [uses: [], because: 'samples and frames stand below everything and know nothing of speech'],
        speech: [uses: ['audio'], because: 'speech is found in samples, whoever spoke and whatever for'],
        timeline: [uses: ['audio', 'speech'], because: 'a stimulus is looked up in the recorded sound, from voiced sample to voiced sample'],
        alignment: [uses: ['audio', 'timeline'], because: 'it moves recorded sound before anybody looks for speech in it'],
        analysis: [uses: ['audio', 'speech', 'timeline'], because: 'turns are judged from speech and timeline; figures over turns are not its business'],
        statistics: [uses: [], because: 'numbers in, numbers out: testable by simulation alone'],
        metric: [uses: ['analysis', 'speech', 'statistics'], because: 'a figure is computed from judged turns and found speech, never from samples'],
        board: [uses: ['analysis', 'metric', 'statistics'], because: 'a board adds up what conversations contributed to the metrics and compares the sums'],
    ]

    @Shared
    JavaClasses imported = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT)

    def "#name uses no package but #uses, because #because"() {
        expect:
        noClasses().that().resideInAPackage("$ROOT.$name")
                .should().dependOnClassesThat().resideInAnyPackage(others.collect { "$ROOT.$it" as String } as String[])
                .check(imported)

        where:
        name << TABLE.keySet()
        uses = TABLE[name].uses
        because = TABLE[name].because
        others = TABLE.keySet() - name - uses
    }

    def "the table names the packages that there are"() {
        expect:
        imported.collect { it.packageName }.unique().sort() == TABLE.keySet().collect { "$ROOT.$it" as String }.sort()
    }

    def "only the JDK is used, so that agent and server can share the mathematics"() {
        expect:
        classes().should().onlyDependOnClassesThat().resideInAnyPackage('java..', "$ROOT..", 'org.jspecify.annotations')
                .check(imported)
    }

    def "no package is part of a cycle"() {
        expect:
        slices().matching("$ROOT.(**)").should().beFreeOfCycles().check(imported)
    }

    def "nothing is read from the surroundings and nothing is printed: the same files give the same figures"() {
        expect:
        noClasses().should().callMethod(System, 'getenv').check(imported)
        noClasses().should().callMethod(System, 'getenv', String).check(imported)
        noClasses().should().callMethod(System, 'currentTimeMillis').check(imported)
        noClasses().should().callMethod(System, 'nanoTime').check(imported)
        noClasses().should().accessField(System, 'out').check(imported)
        noClasses().should().accessField(System, 'err').check(imported)
        noClasses().should().dependOnClassesThat().resideInAPackage('java.util.logging..').check(imported)
    }

    def "no class is called a #suffix, which says nothing"() {
        expect:
        noClasses().should().haveSimpleNameEndingWith(suffix).check(imported)

        where:
        suffix << ['Manager', 'Helper', 'Util', 'Utils', 'Impl', 'Dto', 'DTO', 'Info', 'Base', 'Processor']
    }
}
