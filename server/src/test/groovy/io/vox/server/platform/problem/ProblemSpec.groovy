package io.vox.server.platform.problem

import io.vox.server.support.Api
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

class ProblemSpec extends Specification {
    @Shared
    Api api = TestServer.shared().api()

    def "a path that is not there is a problem, with or without a token"() {
        expect:
        with(new Api(api.server, token).get('/nothing/here')) {
            status == 404
            code == 'not_found'
        }

        where:
        token << [null, 'wrong']
    }

    def "a path outside of the interface that is not there is a problem too"() {
        expect:
        api.get('//elsewhere').code == 'not_found'
    }

    def "#what is a problem"() {
        expect:
        with(api.send(method, path, body, headers)) { answer ->
            answer.status == status
            answer.code == code
            !answer.text.contains('io.vox')
            !answer.text.contains('Exception')
            !answer.text.contains('jackson')
        }

        where:
        what                          | method   | path           | body                              | headers                        || status | code
        'another method'              | 'DELETE' | '/setup'       | null                              | [:]                            || 405    | 'method_not_allowed'
        'another media type'          | 'POST'   | '/auth/login'  | 'a=b'                             | ['Content-Type': 'text/plain'] || 415    | 'unsupported_media_type'
        'an answer nobody can give'   | 'GET'    | '/setup'       | null                              | [Accept: 'image/png']          || 406    | 'not_acceptable'
        'JSON that is cut off'        | 'POST'   | '/auth/login'  | '{"email": "a@b.example"'         | [:]                            || 400    | 'validation_failed'
        'no JSON'                     | 'POST'   | '/auth/login'  | 'nonsense'                        | [:]                            || 400    | 'validation_failed'
        'no body'                     | 'POST'   | '/auth/login'  | ''                                | [:]                            || 400    | 'validation_failed'
        'a list in place of a member' | 'POST'   | '/auth/login'  | '[]'                              | [:]                            || 400    | 'validation_failed'
        'null'                        | 'POST'   | '/auth/login'  | 'null'                            | [:]                            || 400    | 'validation_failed'
        'text that is no UTF-8'       | 'POST'   | '/auth/login'  | [0x22, 0xff, 0xfe] as byte[]      | [:]                            || 400    | 'validation_failed'
        'too large a body'            | 'POST'   | '/auth/login'  | '"' + 'x'.repeat(9_000_000) + '"'       | [:]                            || 413    | 'payload_too_large'
    }

    def "#body is told to be wrong at #pointers"() {
        when:
        Api.Answer answer = api.post('/auth/login', body)

        then:
        answer.status == 400
        answer.code == 'validation_failed'
        answer.pointers == pointers
        answer.json.details*.reason.every { it && !it.contains('io.vox') && !it.contains('java.') }

        where:
        body                                         || pointers
        [email: 'a@b.example']                       || ['/password']
        [email: 'no address', password: 'x']         || ['/email']
        [email: 'x', password: '']                   || ['/email', '/email', '/password']
        [email: [1, 2], password: 'x']               || ['/email']
        [:]                                          || ['/email', '/password']
    }

    def "what nobody expected is told without its reason, which is in the log"() {
        given:
        TestServer failing = TestServer.start(['test.failing': true], TestServer.shared())

        expect:
        with(failing.fixture().person().api.get('/test-failures')) {
            status == 500
            code == 'internal_error'
            !text.contains('secret reason')
        }

        cleanup:
        failing?.close()
    }

    def "who sends too much is told how much there may be"() {
        expect:
        api.post('/auth/login', '"' + 'x'.repeat(9_000_000) + '"').json.limit == 8 * 1024 * 1024
    }

    def "the trace id is the caller's if it has the form, else a new one"() {
        expect:
        api.get('/nothing', given == null ? [:] : ['X-Request-Id': given]).header('X-Request-Id') ==~ used

        where:
        given                                  || used
        '0123456789abcdef0123456789ABCDEF'     || /0123456789abcdef0123456789abcdef/
        '01234567-89ab-cdef-0123-456789abcdef' || /0123456789abcdef0123456789abcdef/
        'x'                                    || /[0-9a-f]{32}/
        null                                   || /[0-9a-f]{32}/
        'x' * 32                               || /[0-9a-f]{32}/
    }

    def "every answer keeps browsers from making more of it"() {
        expect:
        with(api.get(path)) {
            header('X-Content-Type-Options') == 'nosniff'
            header('Content-Security-Policy').startsWith("default-src 'none'")
            header('Cache-Control') == 'no-store'
        }

        where:
        path << ['/setup', '/nothing', '//metrics']
    }
}
