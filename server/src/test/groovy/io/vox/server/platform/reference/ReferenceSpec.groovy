package io.vox.server.platform.reference

import io.vox.server.support.Api
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

class ReferenceSpec extends Specification {
    @Shared
    Api api = TestServer.shared().api()

    def "the page is served without a bearer, at #path"() {
        expect:
        with(api.get(path)) {
            status == 200
            header('Content-Type').startsWith('text/html')
            text.contains('Vox API reference')
        }

        where:
        path << ['//api/reference', '//api/reference/']
    }

    def "everything that the page names comes from this server, and is there"() {
        given:
        String page = api.get('//api/reference').text

        when:
        List<String> named = (page =~ /(?:src|href)="([^"]+)"/).collect { it[1] } - 'data:,'

        then:
        named.size() >= 3
        named.every { it.startsWith('/api/') }
        named.every { api.get("/$it").status == 200 }
        api.get('//api/reference/scalar.js').bytes.length > 1_000_000
        api.get('//api/reference/reference.js').text.contains("url: '/api/v1/openapi.yaml'")
    }

    def "a browser lets it do no more than it needs"() {
        expect:
        with(api.get(path)) {
            header('Content-Security-Policy').contains("default-src 'none'; script-src 'self';")
            header('Content-Security-Policy').contains("connect-src 'self'")
            !header('Content-Security-Policy').contains('http')
            header('X-Content-Type-Options') == 'nosniff'
        }

        where:
        path << ['//api/reference', '//api/reference/scalar.js']
    }

    def "a browser that has it gets it once"() {
        given:
        Api.Answer first = api.get('//api/reference/scalar.js')

        expect:
        first.header('Cache-Control') == 'no-cache'
        api.get('//api/reference/scalar.js', ['If-Modified-Since': first.header('Last-Modified')]).status == 304
    }

    def "what is not there is a problem, and nothing beside it is given"() {
        expect:
        api.get(path).code == 'not_found'

        where:
        path << ['//api/reference/nothing.js', '//api/reference/../../application.yml', '//api/reference/..%2f..%2fapplication.yml']
    }
}
