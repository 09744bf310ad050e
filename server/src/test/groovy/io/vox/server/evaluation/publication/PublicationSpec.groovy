package io.vox.server.evaluation.publication

import io.vox.server.platform.problem.ConflictException
import io.vox.server.platform.problem.ProblemCode
import spock.lang.Specification

class PublicationSpec extends Specification {
    static final Publication PUBLIC = new Publication(Visibility.PUBLIC, false)
    static final Publication PRIVATE = new Publication(Visibility.PRIVATE, false)
    static final Publication MAINLINE = new Publication(Visibility.PUBLIC, true)

    def "what is mainline is public"() {
        when:
        new Publication(Visibility.PRIVATE, true)

        then:
        thrown(IllegalArgumentException)
    }

    def "#before becomes #after"() {
        expect:
        before."$move"(to) == after

        where:
        before   | move           | to                 || after
        PUBLIC   | 'with'         | Visibility.PRIVATE || PRIVATE
        PRIVATE  | 'with'         | Visibility.PUBLIC  || PUBLIC
        MAINLINE | 'with'         | Visibility.PUBLIC  || MAINLINE
        PUBLIC   | 'withMainline' | true               || MAINLINE
        MAINLINE | 'withMainline' | false              || PUBLIC
        PRIVATE  | 'withMainline' | false              || PRIVATE
        MAINLINE | 'afterChange'  | true               || MAINLINE
        MAINLINE | 'afterChange'  | false              || PUBLIC
        PUBLIC   | 'afterChange'  | true               || PUBLIC
        PRIVATE  | 'afterChange'  | false              || PRIVATE
    }

    def "#before does not become private and mainline"() {
        when:
        before."$move"(to)

        then:
        ConflictException refused = thrown()
        refused.code() == ProblemCode.MAINLINE_NEEDS_PUBLIC

        where:
        before   | move           | to
        MAINLINE | 'with'         | Visibility.PRIVATE
        PRIVATE  | 'withMainline' | true
    }
}
