package io.vox.server.identity.entry

import io.vox.server.support.Api
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

/** Every link that a mail carries opens a page of this server. */
class LinkPagesSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    @Shared
    Api api = server.api()

    def "#path is a page that a browser lets do no more than it needs"() {
        expect:
        with(api.get("/$path" as String)) {
            status == 200
            header('Content-Type').startsWith('text/html')
            header('Content-Security-Policy').startsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
            header('Referrer-Policy') == 'no-referrer'
            header('Cache-Control') == 'no-store'
            (text =~ /(?:src|href)="([^"]+)"/).collect { api.get("/${it[1]}").status } == [200, 200]
            !text.contains('<script>')
            !text.contains('style=')
        }

        where:
        path << ['/verify', '/activate', '/reset']
    }

    def "the link of a mail is such a page, with its secret where browsers send it to nobody"() {
        given:
        String email = server.fixture().newEmail()
        api.post('/auth/register', [email: email, name: 'Ada', password: 'correct horse battery staple']).ok

        when:
        URI link = URI.create((server.fixture().mailTo(email).text =~ /(?m)^(http\S+)$/)[0][1] as String)

        then:
        link.path == '/verify'
        link.fragment ==~ /\w{43}/
        link.query == null
        api.get("/$link.path" as String).status == 200
    }
}
