package io.vox.server.platform.web

import io.vox.server.platform.problem.ConflictException
import io.vox.server.platform.problem.ProblemCode
import spock.lang.Specification

class EntityTagSpec extends Specification {

    def "every state has a tag of its own"() {
        expect:
        EntityTag.of('a', 1, null) == EntityTag.of('a', 1, null)
        EntityTag.of('a', 1, null) != EntityTag.of('a', 2, null)
        EntityTag.of('a', 1).value() ==~ /"[0-9a-f]{16}"/
    }

    def "a change based on this state is let through: #header"() {
        when:
        new EntityTag('"1"').requireIn(header, 'workflow')

        then:
        noExceptionThrown()

        where:
        header << [null, '"1"', '*', '"0", "1"', '"1" ,"2"']
    }

    def "a change based on another state is refused: #header"() {
        when:
        new EntityTag('"1"').requireIn(header, 'workflow')

        then:
        ConflictException refused = thrown()
        refused.code() == ProblemCode.VERSION_MISMATCH

        where:
        header << ['"2"', '1', 'W/"1"', '', ',']
    }

    def "#header has the state: #has"() {
        expect:
        new EntityTag('"1"').isIn(header) == has

        where:
        header       || has
        null         || false
        '"1"'        || true
        'W/"1"'      || true
        '*'          || true
        '"2", W/"1"' || true
        '"2"'        || false
    }
}
