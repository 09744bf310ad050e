package io.vox.server.platform.web

import io.vox.server.platform.home.Production
import io.vox.server.platform.home.StartException
import spock.lang.Specification

class PublicUrlSpec extends Specification {
    def "a page is below #configured, its secret behind the #"() {
        expect:
        url(configured, true).page('/verify', 'secret') == link

        where:
        configured                 || link
        'https://vox.example'      || 'https://vox.example/verify#secret'
        'https://vox.example/'     || 'https://vox.example/verify#secret'
        'https://vox.example/demo' || 'https://vox.example/demo/verify#secret'
    }

    def "#configured stops the start, with production #production"() {
        when:
        url(configured, production)

        then:
        StartException e = thrown()
        e.message.contains('VOX_PUBLIC_URL')
        e.exitCode() == StartException.CONFIGURATION

        where:
        configured              | production
        'vox.example'           | false
        'javascript:alert(1)'   | false
        'file:///etc/passwd'    | false
        null                    | true
        'http://vox.example'    | true
    }

    def "http:// is enough to try it"() {
        expect:
        url('http://vox.example', false).page('/verify') == 'http://vox.example/verify'
    }

    private static PublicUrl url(String configured, boolean production) {
        new PublicUrl(configured == null ? null : URI.create(configured), new Production(production), null)
    }
}
