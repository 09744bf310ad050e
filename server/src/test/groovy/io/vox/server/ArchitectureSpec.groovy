package io.vox.server

import static com.tngtech.archunit.base.DescribedPredicate.not
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices

import com.tngtech.archunit.base.DescribedPredicate
import com.tngtech.archunit.core.domain.AccessTarget
import com.tngtech.archunit.core.domain.JavaClass
import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import jakarta.inject.Inject
import java.time.Clock
import java.time.Instant
import spock.lang.Shared
import spock.lang.Specification

class ArchitectureSpec extends Specification {
    static final String ROOT = 'io.vox.server'

    /** Which modules a module may call. An empty name is the package of VoxServer. */
    static final Map<String, Map> MODULES = [
        '': [calls: ['platform'], because: 'the entry point starts what the platform needs; the rest starts itself'],
        platform: [calls: [], because: 'it is below all others'],
        identity: [calls: ['platform'], because: 'people come before what they do'],
        workspace: [calls: ['identity', 'platform'], because: 'tenants have members'],
        conversations: [calls: ['workspace', 'platform'], because: 'a call is a call, whoever made it and why'],
        evaluation: [calls: ['conversations', 'workspace', 'platform'], because: 'it records calls and belongs to tenants'],
    ]

    /** Events that a module may listen to, whoever publishes them, and why. */
    static final Map<String, String> EVENTS = [
        'io.vox.server.identity.setup.SystemInitialized': 'what a new installation needs is known by each module alone',
    ]

    /** Classes that may read the environment of the process. */
    static final Map<String, String> READS_ENVIRONMENT = [
        'io.vox.server.VoxServer': 'everything else is configured by records',
    ]

    /** Classes that may print. */
    static final Map<String, String> PRINTS = [
        'io.vox.server.VoxServer': 'says where it serves, or why it does not',
    ]

    @Shared
    JavaClasses imported = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT)
            .that(not(resideInAnyPackage("${ROOT}.schema..")))
            .that(DescribedPredicate.describe('written by hand') { JavaClass it -> !it.simpleName.startsWith('$') && !it.name.contains('$Definition') && !it.name.contains('$Intercepted') && !it.name.contains('$Introspection') })

    def "module '#module' calls no other but #calls, because #because"() {
        expect:
        noClasses().that().resideInAnyPackage(packages(module))
                .should().dependOnClassesThat(partsOf(others))
                .allowEmptyShould(true)
                .check(imported)

        where:
        module << MODULES.keySet()
        calls = MODULES[module].calls
        because = MODULES[module].because
        others = MODULES.keySet() - module - calls
    }

    def "the modules are those of the table"() {
        expect:
        MODULES.keySet().containsAll(imported.collect { it.packageName.replaceFirst(/^io\.vox\.server\.?/, '').replaceFirst(/\..*/, '') }.unique())
    }

    def "each event that crosses modules is one that is used"() {
        expect:
        EVENTS.keySet().every { event -> imported.any { it.packageName != imported.get(event).packageName && it.directDependenciesFromSelf*.targetClass*.name.contains(event) } }
    }

    def "no package is part of a cycle"() {
        expect:
        slices().matching("$ROOT.(**)").should().beFreeOfCycles().check(imported)
    }

    def "only the edge knows the contract's types"() {
        expect:
        noClasses().that().haveSimpleNameNotEndingWith('Controller').and().haveSimpleNameNotEndingWith('Wire')
                .and(not(nestedInEdge()))
                .should().dependOnClassesThat().resideInAPackage('io.vox.api..')
                .check(imported)
    }

    def "controllers map and delegate: none asks the database"() {
        expect:
        noClasses().that().haveSimpleNameEndingWith('Controller').and().haveSimpleNameNotStartingWith('Health')
                .should().dependOnClassesThat().resideInAnyPackage('org.jooq..', "${ROOT}.schema..")
                .check(imported)
    }

    def "beans are given what they need by their constructor"() {
        expect:
        fields().should().notBeAnnotatedWith(Inject).check(imported)
    }

    def "the time comes from a clock that a spec can set"() {
        expect:
        noClasses().should().callMethod(Instant, 'now').orShould().callMethod(Clock, 'systemDefaultZone').check(imported)
    }

    def "the environment is read by the classes on the list, and by each of them"() {
        expect:
        classesWith { JavaClass it -> it.methodCallsFromSelf.any { isMember(it.target, 'getenv') } } == READS_ENVIRONMENT.keySet()
    }

    def "the classes on the list print, and no others"() {
        expect:
        classesWith { JavaClass it -> it.fieldAccessesFromSelf.any { isMember(it.target, 'out') || isMember(it.target, 'err') } } == PRINTS.keySet()
    }

    def "only the entry point ends the process"() {
        expect:
        noClasses().that().doNotHaveFullyQualifiedName('io.vox.server.VoxServer')
                .should().callMethod(System, 'exit', int)
                .check(imported)
    }

    def "no class is called a #suffix, which says nothing"() {
        expect:
        noClasses().should().haveSimpleNameEndingWith(suffix).check(imported)

        where:
        suffix << ['Manager', 'Helper', 'Util', 'Utils', 'Impl', 'Dto', 'DTO', 'Info', 'Base', 'Processor']
    }

    private static String[] packages(String module) {
        module.empty ? [ROOT] : ["$ROOT.$module.." as String]
    }

    /** What belongs to modules, but for the events that everyone may listen to. */
    private static DescribedPredicate<JavaClass> partsOf(Collection<String> modules) {
        DescribedPredicate<JavaClass> inside = resideInAnyPackage(modules.collectMany { packages(it) as List } as String[])
        DescribedPredicate.describe("parts of $modules" as String) { JavaClass it -> inside.test(it) && !EVENTS.containsKey(it.name) }
    }

    private static DescribedPredicate<JavaClass> nestedInEdge() {
        DescribedPredicate.describe('parts of the edge') { JavaClass it -> it.name ==~ /.*(Controller|Wire)\$.*/ }
    }

    /** Names of the top-level classes of which a class satisfies the condition. */
    private Set<String> classesWith(Closure<Boolean> condition) {
        imported.findAll(condition).collect { it.name.replaceFirst(/\$.*/, '') } as Set
    }

    private static boolean isMember(AccessTarget target, String name) {
        target.owner.name == 'java.lang.System' && target.name == name
    }
}
