package io.vox.server.platform.page

import spock.lang.Specification

class PageRequestSpec extends Specification {

    def "a page is full only if there is a row behind it"() {
        given:
        PageRequest request = PageRequest.of(2, null, 'things')

        expect:
        request.rows() == 3
        with(request.page(['a', 'b', 'c'], { it })) {
            data() == ['a', 'b']
            nextCursor() != null
        }
        with(request.page(['a', 'b'], { it })) {
            data() == ['a', 'b']
            nextCursor() == null
        }
    }

    def "the next page begins behind the last entry"() {
        given:
        String cursor = PageRequest.of(2, null, 'things', 'mine').page(['a', 'b', 'c'], { it }).nextCursor()

        expect:
        PageRequest.of(2, null, 'things', 'mine').after().empty
        PageRequest.of(2, cursor, 'things', 'mine').after().get() == 'b'
    }

    def "a cursor of #another is not taken"() {
        given:
        String cursor = PageRequest.of(1, null, 'things', true, null).page(['a', 'b'], { it }).nextCursor()

        when:
        PageRequest.of(1, cursor, *list)

        then:
        thrown(CursorInvalidException)

        where:
        another            | list
        'another list'     | ['others', true, null]
        'another filter'   | ['things', false, null]
        'a further filter' | ['things', true, 'x']
    }

    def "what is no cursor is not taken: #cursor"() {
        when:
        PageRequest.of(1, cursor, 'things')

        then:
        thrown(CursorInvalidException)

        where:
        cursor << ['x', 'not base64!', '', 'AAAA', 'AAAAAAAAAAAA', withKey('\u0000'), withKey('a b'), withKey('a' * 201), withKey('é')]
    }

    /** A cursor that names the list rightly. */
    private static String withKey(String key) {
        byte[] head = Base64.urlDecoder.decode(PageRequest.of(1, null, 'things').page(['a', 'b'], { it }).nextCursor())[0..5] as byte[]
        Base64.urlEncoder.withoutPadding().encodeToString((head.toList() + key.getBytes('UTF-8').toList()) as byte[])
    }
}
