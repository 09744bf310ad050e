package io.vox.sdk

import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.util.time.MutableClock

class SessionTokensSpec extends Specification {
    @AutoCleanup
    FakeServer server = new FakeServer()

    MutableClock clock = new MutableClock(Instant.parse('2026-11-21T14:30:00Z'), ZoneOffset.UTC)
    Vox anonymous

    def setup() {
        anonymous = Vox.builder().url(server.url).clock(clock as Clock).retries(0).build()
        tokens('a1', 'r1')
    }

    def "a session carries its access token"() {
        given:
        def vox = logIn()
        server.answer(200, [id: 'prj_1'])

        when:
        vox.projects().getProject('prj_1')

        then:
        server.calls*.toString() == ['POST /api/v1/auth/login', 'GET /api/v1/projects/prj_1']
        server.calls[0].json == [email: 'ada@vox.example', password: 'secret']
        server.calls[0].header('Authorization') == null
        server.calls[1].header('Authorization') == 'Bearer a1'
    }

    def "a token is replaced shortly before it expires, each time with the next refresh token"() {
        given:
        def vox = logIn()
        clock + Duration.ofMinutes(14).plusSeconds(31)
        tokens('a2', 'r2')
        server.answer(200, [:])

        when:
        vox.me().getMe()

        then:
        server.calls[1].path == '/api/v1/auth/refresh'
        server.calls[1].json == [refreshToken: 'r1']
        server.calls[1].header('Authorization') == null
        server.calls[2].header('Authorization') == 'Bearer a2'

        when:
        clock + Duration.ofMinutes(15)
        tokens('a3', 'r3')
        server.answer(200, [:])
        vox.me().getMe()

        then:
        server.calls[3].json == [refreshToken: 'r2']
        server.calls[4].header('Authorization') == 'Bearer a3'
    }

    def "a token that the server refuses is replaced"() {
        given:
        def vox = logIn()
        server.problem(401, 'unauthenticated')
        tokens('a2', 'r2')
        server.answer(200, [:])

        when:
        vox.me().getMe()

        then:
        server.calls*.toString() == ['POST /api/v1/auth/login', 'GET /api/v1/me', 'POST /api/v1/auth/refresh', 'GET /api/v1/me']
    }

    def "when the session has ended the call fails as it did"() {
        given:
        def vox = logIn()
        server.problem(401, 'unauthenticated').problem(401, 'refresh_token_invalid')

        when:
        vox.me().getMe()

        then:
        UnauthenticatedException e = thrown()
        e.code() == 'unauthenticated'
    }

    def "a session can be ended"() {
        given:
        def session = SessionTokens.logIn(anonymous, 'ada@vox.example', 'secret')
        server.answer(204, '')

        when:
        session.logOut()

        then:
        server.calls[1].path == '/api/v1/auth/logout'
        server.calls[1].json == [refreshToken: 'r1']
    }

    private Vox logIn() {
        anonymous.toBuilder().tokens(SessionTokens.logIn(anonymous, 'ada@vox.example', 'secret')).build()
    }

    private void tokens(String access, String refresh) {
        server.answer(200, [accessToken: access, accessTokenExpiresAt: clock.instant().plusSeconds(900).toString(),
                            refreshToken: refresh, refreshTokenExpiresAt: clock.instant().plusSeconds(86400).toString(),
                            user: [id: 'usr_1', email: 'ada@vox.example']])
    }
}
