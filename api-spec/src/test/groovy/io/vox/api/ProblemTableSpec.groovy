package io.vox.api

import org.snakeyaml.engine.v2.api.Load
import org.snakeyaml.engine.v2.api.LoadSettings
import spock.lang.Specification

class ProblemTableSpec extends Specification {
    static final List<Map> CATALOGUE = ProblemTableSpec.getResourceAsStream('/io/vox/api/problems.yaml').withStream {
        new Load(LoadSettings.builder().build()).loadFromInputStream(it)
    } as List<Map>

    def "the document for people has exactly the rows of the catalogue"() {
        given:
        def rows = new File('../docs/http-status-codes.md').readLines('UTF-8').findAll { it ==~ /\| \d+ \| `.*/ }

        expect:
        rows == CATALOGUE.sort(false) { it.general ? 0 : 1 }.collect {
            "| $it.status | `$it.code` | $it.title | ${it.retryable ? 'yes' : ''} | $it.when |" as String
        }
    }

    def "codes are unique and ordered by status"() {
        expect:
        CATALOGUE*.code.toUnique() == CATALOGUE*.code
        CATALOGUE*.status == CATALOGUE*.status.sort(false)
    }
}
