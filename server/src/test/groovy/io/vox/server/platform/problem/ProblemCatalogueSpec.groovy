package io.vox.server.platform.problem

import java.nio.file.Files
import java.nio.file.Path
import org.yaml.snakeyaml.Yaml
import spock.lang.Specification

class ProblemCatalogueSpec extends Specification {
    static final List<Map> CATALOGUE = new Yaml().load(ProblemCatalogueSpec.getResourceAsStream('/io/vox/api/problems.yaml').text) as List<Map>

    /** Codes that no spec provokes, and why. */
    static final Map<String, String> NOT_PROVOKED = [:]

    def "the codes of the server are those of the catalogue, with their statuses and titles"() {
        expect:
        ProblemCode.values().collect { [it.wire(), it.status(), it.title()] } as Set ==
                CATALOGUE.collect { [it.code, it.status, it.title] } as Set
    }

    def "a spec provokes every code, but those on the list"() {
        given:
        String specs = Files.walk(Path.of('src/test/groovy')).withCloseable { paths ->
            paths.filter { it.toString().endsWith('Spec.groovy') && !it.endsWith('ProblemCatalogueSpec.groovy') }
                    .map { Files.readString(it) }.toList().join()
        }

        expect:
        CATALOGUE*.code.findAll { !specs.contains("'$it'") } as Set == NOT_PROVOKED.keySet()
    }
}
