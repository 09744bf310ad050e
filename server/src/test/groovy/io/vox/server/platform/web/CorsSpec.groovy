package io.vox.server.platform.web

import io.vox.server.support.Api
import io.vox.server.support.TestServer
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** Pages of other origins call the API only if they are on the list, as it is written there. */
class CorsSpec extends Specification {
    static final String FRIEND = 'https://console.vox.example'

    @Shared
    @AutoCleanup
    TestServer server = TestServer.start(['vox.web.allowed-origins': "$FRIEND,https://other.vox.example" as String], TestServer.shared())

    def "a page on the list may ask, with its person's cookies and what the API takes"() {
        when:
        Api.Answer asked = preflight(server, FRIEND, 'Vox-Csrf, Content-Type')
        Api.Answer answer = server.api().get('/regions', [Origin: FRIEND])

        then:
        asked.status == 200
        asked.header('Access-Control-Allow-Origin') == FRIEND
        asked.header('Access-Control-Allow-Credentials') == 'true'
        answer.header('Access-Control-Allow-Origin') == FRIEND
        answer.headers('Access-Control-Expose-Headers').join(',').contains('RateLimit-Remaining')
        answer.headers('Vary').join(',').contains('Origin')
    }

    def "#origin may not"() {
        expect:
        preflight(server, origin, 'Content-Type').with { status in [401, 403, 404, 405] && header('Access-Control-Allow-Origin') == null }
        server.api().get('/regions', [Origin: origin]).header('Access-Control-Allow-Origin') == null

        where:
        origin << ['https://evil.example', 'https://console.vox.example.evil.example', 'https://xconsole.vox.example', 'http://console.vox.example', 'https://CONSOLE.vox.example',
                   'https://console.vox.example:8443', 'null', 'nobody']
    }

    def "unless some are configured nobody may: #origin"() {
        expect:
        TestServer.shared().api().get('/regions', [Origin: origin]).header('Access-Control-Allow-Origin') == null
        preflight(TestServer.shared(), origin, 'Content-Type').header('Access-Control-Allow-Origin') == null

        where:
        origin << [FRIEND, 'http://localhost:3000', 'null']
    }

    private static Api.Answer preflight(TestServer server, String origin, String headers) {
        server.api().send('OPTIONS', '/projects', null,
                [Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': headers])
    }
}
