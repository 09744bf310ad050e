package io.vox.sdk

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses

import com.tngtech.archunit.base.DescribedPredicate
import com.tngtech.archunit.core.domain.JavaClass
import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import spock.lang.Shared
import spock.lang.Specification

class ArchitectureSpec extends Specification {
    @Shared
    JavaClasses imported = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages('io.vox.sdk')

    @Shared
    JavaClasses shell = imported.that(DescribedPredicate.describe('written by hand') { JavaClass it -> it.packageName == 'io.vox.sdk' })

    def "the shell needs Jackson, the generated code and Java"() {
        expect:
        classes().should().onlyDependOnClassesThat()
                .resideInAnyPackage('java..', 'javax.net.ssl', 'org.jspecify.annotations', 'com.fasterxml.jackson..', 'io.vox.sdk..')
                .check(shell)
    }

    def "generated code does not know the shell"() {
        expect:
        noClasses().that().resideInAnyPackage('io.vox.sdk.api', 'io.vox.sdk.model')
                .should().dependOnClassesThat().resideInAPackage('io.vox.sdk')
                .check(imported)
    }

    def "only the way in reads the environment, and nobody prints"() {
        expect:
        noClasses().that().doNotHaveFullyQualifiedName('io.vox.sdk.Vox').should().callMethod(System, 'getenv').check(shell)
        noClasses().should().accessField(System, 'out').orShould().accessField(System, 'err').check(shell)
    }
}
