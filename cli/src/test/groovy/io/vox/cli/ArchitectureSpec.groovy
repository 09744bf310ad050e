package io.vox.cli

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices

import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import spock.lang.Shared
import spock.lang.Specification

class ArchitectureSpec extends Specification {
    static final String ROOT = 'io.vox.cli'

    /** Which packages of this module a package may use, and why these. An empty name is the package of CliMain. */
    static final Map<String, Map> TABLE = [
        '': [uses: ['account', 'admin', 'board', 'catalog', 'fleet', 'output', 'shell', 'work'], because: 'it puts the commands together'],
        shell: [uses: [], because: 'what the process gives does not depend on what is done with it'],
        output: [uses: [], because: 'it writes what it is given'],
        session: [uses: ['shell'], because: 'who a person is to a server is kept in files'],
        option: [uses: ['output', 'session', 'shell'], because: 'options say which server, as whom, and how its answers are shown'],
        account: [uses: ['option', 'output', 'session', 'shell'], because: 'commands do not know one another'],
        admin: [uses: ['option', 'output', 'shell'], because: 'commands do not know one another'],
        catalog: [uses: ['option', 'output', 'shell'], because: 'commands do not know one another'],
        work: [uses: ['option', 'output', 'shell'], because: 'commands do not know one another'],
        fleet: [uses: ['option', 'output', 'shell'], because: 'commands do not know one another'],
        board: [uses: ['option', 'output', 'shell'], because: 'commands do not know one another'],
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

    def "the client needs the SDK, picocli, Jackson and Java; it knows neither server nor agent"() {
        expect:
        classes().should().onlyDependOnClassesThat()
                .resideInAnyPackage('java..', 'org.jspecify.annotations', 'picocli', 'com.fasterxml.jackson..', 'io.vox.sdk..', 'io.vox.cli..')
                .check(imported)
    }

    def "#library is used by #users only, because #because"() {
        expect:
        noClasses().that().resideOutsideOfPackages(users.collect { full(it) } as String[])
                .should().dependOnClassesThat().resideInAPackage("$library..")
                .check(imported)

        where:
        library                 | users               | because
        'com.fasterxml.jackson' | ['output', 'session'] | 'documents are written in one place, and credentials read in another'
        'java.net.http'         | []                  | 'the SDK speaks to servers'
    }

    def "only the process's surroundings read the environment and touch its streams"() {
        expect:
        noClasses().that().resideOutsideOfPackage(full('shell')).should().callMethod(System, 'getenv').check(imported)
        noClasses().that().resideOutsideOfPackage(full('shell'))
                .should().accessField(System, 'out').orShould().accessField(System, 'err').orShould().accessField(System, 'in')
                .check(imported)
    }

    def "only the entry point ends the process"() {
        expect:
        noClasses().that().doNotHaveFullyQualifiedName('io.vox.cli.CliMain').should().callMethod(System, 'exit', int).check(imported)
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
}
