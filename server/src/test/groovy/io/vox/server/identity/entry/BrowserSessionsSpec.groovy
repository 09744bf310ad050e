package io.vox.server.identity.entry

import static io.vox.server.support.Fixture.PASSWORD

import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** ORB-AUTH-03, CALY-AUTH-12, RES-16: browsers carry a session in cookies, and other sites cannot use it. */
class BrowserSessionsSpec extends Specification {
    static final Map MODE = ['Vox-Session': 'cookie']

    @Shared
    TestServer server = TestServer.shared()

    @Shared
    @AutoCleanup
    TestServer secure = TestServer.start(['vox.public-url': 'https://vox.example'], server)

    Fixture.Person person = server.fixture().person()
    Api api = server.api()

    def "a page that asks for it gets cookies that no script can read, and no token"() {
        when:
        Api.Answer answer = secure.api().post('/auth/login', [email: person.email, password: PASSWORD], MODE)
        List<String> cookies = answer.headers('Set-Cookie')

        then:
        answer.json.accessToken == ''
        answer.json.refreshToken == ''
        cookies.size() == 2
        cookies*.replaceAll(/=.*/, '').sort() == ['__Host-vox_access', '__Host-vox_refresh']
        cookies.every { it =~ /(?i)httponly/ && it.contains('Secure') && it.contains('SameSite=Lax') && it =~ /Path=\/(;|$)/ && !it.contains('Domain') }

        and: "the session is renewed by what it is called"
        secure.api().post('/auth/refresh', [refreshToken: 'cookie'], [*: MODE, Cookie: header(this.cookies(answer))]).headers('Set-Cookie').size() == 2

        and: "others get tokens and no cookies"
        server.api().post('/auth/login', [email: person.email, password: PASSWORD]).with { headers('Set-Cookie') == [] && json.accessToken != '' }
    }

    def "a session in cookies reads at once, and changes with the token that pages of ours ask for"() {
        given:
        Map cookies = logIn()

        expect:
        get('/me', cookies).ok.user.id == person.user.id().value()
        post('/projects', [name: 'x'], cookies).code == 'csrf_token_missing'
        post('/projects', [name: 'x'], cookies, ['Vox-Csrf': 'x' * 64]).code == 'csrf_token_missing'

        when:
        String token = get('/auth/csrf', cookies).ok.token

        then:
        post('/projects', [name: 'x'], cookies, ['Vox-Csrf': token]).status == 201

        and: "the token of another session is none"
        post('/projects', [name: 'x'], logIn(), ['Vox-Csrf': token]).code == 'csrf_token_missing'
    }

    def "a bearer needs no such token, and counts before the cookies"() {
        given:
        Map cookies = logIn()
        Fixture.Person other = server.fixture().person()

        expect:
        other.api.post('/projects', [name: 'x'], [Cookie: header(cookies)]).status == 201
        other.api.get('/me', [Cookie: header(cookies)]).ok.user.id == other.user.id().value()
    }

    def "a session is renewed by its cookie, for pages of ours alone, and every log-in begins another"() {
        given:
        Map cookies = logIn()

        when:
        Api.Answer renewed = post('/auth/refresh', [refreshToken: 'cookie'], cookies, MODE)
        Map next = this.cookies(renewed)

        then:
        renewed.status == 200
        next.vox_refresh != cookies.vox_refresh
        get('/me', next).status == 200
        logIn().vox_access != cookies.vox_access

        and: "without the header, which other sites cannot send, the cookie is nothing"
        post('/auth/refresh', [refreshToken: 'cookie'], next).code == 'refresh_token_invalid'
    }

    def "logging out takes the cookies away and ends the session"() {
        given:
        Map cookies = logIn()

        when:
        Api.Answer answer = post('/auth/logout', [refreshToken: 'cookie'], cookies, MODE)

        then:
        answer.status == 204
        answer.headers('Set-Cookie').size() == 2
        answer.headers('Set-Cookie').every { it.contains('Max-Age=0') }
        get('/me', cookies).status == 401
    }

    def "an answer to another site's page is not readable there"() {
        expect:
        with(api.get('/regions', [Origin: 'https://evil.example'])) {
            header('Access-Control-Allow-Origin') == null
            header('Cross-Origin-Resource-Policy') == 'same-origin'
        }
        secure.api().get('/regions').header('Strict-Transport-Security') == 'max-age=31536000; includeSubDomains'
        api.get('/regions').header('Strict-Transport-Security') == null
    }

    private Map logIn() {
        cookies(api.post('/auth/login', [email: person.email, password: PASSWORD], MODE))
    }

    private static Map cookies(Api.Answer answer) {
        answer.headers('Set-Cookie').collectEntries { it.replaceAll(/;.*/, '').split('=', 2).toList() }
    }

    private static String header(Map cookies) {
        cookies.collect { name, value -> "$name=$value" }.join('; ')
    }

    private Api.Answer get(String path, Map cookies) {
        api.get(path, [Cookie: header(cookies)])
    }

    private Api.Answer post(String path, Object body, Map cookies, Map more = [:]) {
        api.post(path, body, [Cookie: header(cookies), *: more])
    }
}
