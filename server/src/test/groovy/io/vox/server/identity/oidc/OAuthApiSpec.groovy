package io.vox.server.identity.oidc

import static io.vox.server.support.Fixture.PASSWORD

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import groovy.json.JsonOutput
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicReference
import no.nav.security.mock.oauth2.MockOAuth2Server
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** VOX-OAUTH-01 to -07, ACS-AUTH-03, with a real OpenID Connect server. */
class OAuthApiSpec extends Specification {
    @Shared
    MockOAuth2Server google = new MockOAuth2Server()

    /** A provider that refuses every code. */
    @Shared
    HttpServer strict = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)

    @Shared
    AtomicInteger refused = new AtomicInteger()

    /** What it was asked last. */
    @Shared
    AtomicReference<String> grant = new AtomicReference<>()

    @Shared
    @AutoCleanup
    TestServer server

    HttpClient browser = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build()
    String email
    String subject

    void setupSpec() {
        google.start(InetAddress.loopbackAddress, 0)
        String issuer = "http://127.0.0.1:$strict.address.port"
        strict.createContext('/.well-known/openid-configuration') { HttpExchange it ->
            answer(it, 200, [issuer: issuer, authorization_endpoint: "$issuer/in", token_endpoint: "$issuer/token", jwks_uri: "$issuer/keys"])
        }
        strict.createContext('/token') { HttpExchange it ->
            refused.incrementAndGet()
            grant.set(it.requestBody.getText('UTF-8'))
            answer(it, 400, [error: 'invalid_grant'])
        }
        strict.start()
        server = TestServer.start([
            'vox.oidc.providers': 'google,linkedin,our-work',
            'vox.oidc.google.issuer': google.issuerUrl('google').toString(),
            'vox.oidc.google.client-id': 'vox-client',
            'vox.oidc.google.client-secret': 'vox-client-secret',
            'vox.oidc.linkedin.issuer': google.issuerUrl('linkedin').toString(),
            'vox.oidc.linkedin.client-id': 'vox-client',
            'vox.oidc.linkedin.client-secret': 'vox-client-secret',
            'vox.oidc.linkedin.label': 'LinkedIn',
            'vox.oidc.our-work.issuer': issuer,
            'vox.oidc.our-work.pkce': false,
            'vox.oidc.our-work.client-id': 'vox-client',
            'vox.oidc.our-work.client-secret': 'vox-client-secret',
        ])
        server.fixture().setUp()
    }

    void cleanupSpec() {
        google.shutdown()
        strict.stop(0)
    }

    void setup() {
        email = server.fixture().newEmail()
        subject = "subject of $email"
    }

    def "the page that logs in learns which buttons to show"() {
        expect:
        server.api().get('/auth/oauth').ok.providers.sort { it.name } == [[name: 'google', label: 'Google'], [name: 'linkedin', label: 'LinkedIn'], [name: 'our-work', label: 'Our-work']]
        TestServer.shared().api().get('/auth/oauth').ok.providers == []
        server.api().get('/auth/oauth/nobody').code == 'not_found'
    }

    def "the server does not start with a provider of which something is missing: #missing"() {
        when:
        TestServer.start(properties + ['vox.oidc.providers': 'google'])

        then:
        Exception refused = thrown()
        causes(refused).any { it.message?.contains("VOX_OIDC_GOOGLE_$missing is needed") }

        where:
        missing         | properties
        'CLIENT_ID'     | [:]
        'CLIENT_SECRET' | ['vox.oidc.google.client-id': 'vox-client']
    }

    def "somebody new signs in elsewhere and has an account without a password"() {
        when:
        Flow flow = signIn('google', [email: email, email_verified: true, name: 'Ada Lovelace'], '/console')

        then: "the browser is sent back with a session that no script can read"
        flow.end.statusCode() == 302
        flow.end.headers().firstValue('Location').get() == "${server.address()}/console"
        String cookie = flow.end.headers().allValues('Set-Cookie').find { it.startsWith('vox_access=') }
        cookie.contains('HTTPOnly') || cookie.contains('HttpOnly')
        cookie.contains('SameSite=Lax')

        and:
        Map me = flow.me()
        me.user.email == email
        me.user.name == 'Ada Lovelace'
        me.user.role == 'BASIC'
        server.rows('select * from user_identity where subject = ?', [subject])*.provider == ['google']
        server.api().post('/auth/login', [email: email, password: PASSWORD]).code == 'credentials_wrong'

        and: "next time it is the same account, whatever the address is then"
        signIn('google', [email: 'other@vox.example', email_verified: true]).me().user.id == me.user.id
    }

    def "the request is bound to the browser: state, nonce and PKCE"() {
        when:
        Map query = start('google').query

        then:
        query.response_type == 'code'
        query.client_id == 'vox-client'
        query.code_challenge_method == 'S256'
        query.code_challenge.length() == 43
        query.state.length() >= 32
        query.nonce.length() >= 32
        query.redirect_uri == "${server.address()}/api/v1/auth/oauth/google/callback"
        query.scope == 'openid email profile'
    }

    def "of a provider without nonce and PKCE none is asked, and the browser is bound by the state alone"() {
        when:
        Flow flow = signIn('linkedin', [email: email, email_verified: true])

        then:
        flow.me().user.email == email
        flow.query.keySet() == ['response_type', 'client_id', 'scope', 'redirect_uri', 'state'] as Set

        when:
        Flow half = start('our-work')
        half.callback('our-work', 'another', half.query.state as String, half.cookie)

        then:
        half.query.nonce
        !half.query.code_challenge
        !grant.get().contains('code_verifier')
    }

    def "with TLS what waits in the browser comes from our host alone"() {
        given:
        TestServer secure = TestServer.start([
            'vox.public-url': 'https://vox.example', 'vox.oidc.providers': 'google', 'vox.oidc.google.issuer': google.issuerUrl('google').toString(),
            'vox.oidc.google.client-id': 'vox-client', 'vox.oidc.google.client-secret': 'vox-client-secret',
        ], server)

        when:
        HttpResponse<String> response = browser.send(HttpRequest.newBuilder(URI.create("${secure.address()}/api/v1/auth/oauth/google")).build(), HttpResponse.BodyHandlers.ofString())

        then:
        with(response.headers().allValues('Set-Cookie')) {
            size() == 1
            first().startsWith('__Host-vox_oauth=')
            first().contains('Secure')
            first() =~ /Path=\/(;|$)/
        }

        cleanup:
        secure?.close()
    }

    def "an address that is verified there leads to the account that has it"() {
        given:
        Fixture.Person person = server.fixture().person()

        expect:
        signIn('google', [email: person.email.toUpperCase(), email_verified: true]).me().user.id == person.user.id().value()
        person.api.get('/me/identities').ok.identities*.provider == ['google']
    }

    def "an account that is known there as one is not entered as another"() {
        given:
        Fixture.Person person = server.fixture().person()
        signIn('google', [email: person.email, email_verified: true])
        subject = "another $subject"

        when:
        Flow flow = signIn('google', [email: person.email, email_verified: true])

        then:
        flow.end.statusCode() == 401
        flow.end.body().contains('oauth_failed')
        server.rows('select subject from user_identity where user_id = ?', [person.user.id().value()]).size() == 1
    }

    def "who comes back several times at once has one account and is let in each time"() {
        given:
        List<Flow> flows = (1..4).collect { start('google') }
        List<String> codes = flows.collect { it.authorize(email: email, email_verified: true) }

        when:
        List<Integer> ends = Executors.newVirtualThreadPerTaskExecutor().withCloseable { browsers ->
            browsers.invokeAll([flows, codes].transpose().collect { Flow flow, String code ->
                Callable<Integer> end = { flow.callback('google', code, flow.query.state as String, flow.cookie).statusCode() }
                end
            })*.get()
        }

        then:
        ends.unique() == [302]
        server.rows('select 1 from app_user where email = ?', [email]).size() == 1
    }

    def "who has no name there is called as the address, as far as a name goes"() {
        given:
        email = "${'a' * 120}$email"

        expect:
        signIn('google', [email: email, email_verified: true, name: ' \u0000 ']).me().user.name == 'a' * 100
    }

    def "an address that is not verified there leads nowhere"() {
        given:
        Fixture.Person person = server.fixture().person()

        when:
        Flow flow = signIn('google', [email: person.email, *: claim])

        then:
        flow.end.statusCode() == 401
        flow.end.body().contains('oauth_failed')
        server.rows('select 1 from user_identity where user_id = ?', [person.user.id().value()]).empty

        where:
        claim << [[email_verified: false], [:]]
    }

    def "somebody suspended is not let in by another door"() {
        given:
        Fixture.Person person = server.fixture().person()
        signIn('google', [email: person.email, email_verified: true])
        server.execute("update app_user set status = 'SUSPENDED' where id = ?", [person.user.id().value()])

        expect:
        signIn('google', [email: person.email, email_verified: true]).end.body().contains('suspended')
    }

    def "the browser is sent to no place but ours: #returnTo"() {
        expect:
        signIn('google', [email: email, email_verified: true], returnTo).end.headers().firstValue('Location').get() == "${server.address()}/"

        where:
        returnTo << ['https://evil.example', '//evil.example', '/\\evil.example', '/x\nSet-Cookie: a=b', 'javascript:alert(1)']
    }

    def "a way in is given up, unless it is the only one"() {
        given:
        Fixture.Person person = server.fixture().person()
        signIn('google', [email: person.email, email_verified: true])
        Flow alone = signIn('linkedin', [email: email, email_verified: true])

        expect:
        person.api.delete('/me/identities/google').status == 204
        person.api.get('/me/identities').ok.identities == []
        person.api.delete('/me/identities/google').code == 'identity_not_found'
        server.api(alone.accessToken()).delete('/me/identities/linkedin').code == 'last_credential'
    }

    def "whoever has a provider refuse codes does not have it left alone"() {
        given:
        Flow flow = start('our-work')
        refused.set(0)

        expect: "more than a circuit breaker counts"
        (1..120).every { flow.callback('our-work', 'another', flow.query.state as String, flow.cookie).statusCode() == 401 }
        refused.get() == 120
    }

    def "ways elsewhere and back are counted by address"() {
        given:
        Flow flow = start('our-work')
        flow.callback('our-work', 'another', flow.query.state as String, flow.cookie)
        server.execute('update throttle set count = 200000')

        expect:
        server.api().get('/auth/oauth/our-work').code == 'rate_limited'
        flow.callback('our-work', 'another', flow.query.state as String, flow.cookie).statusCode() == 429

        cleanup:
        server.execute('delete from throttle')
    }

    // The last one: the provider keeps for the next code what was not asked for.
    def "what another browser began, or another provider, cannot be ended here: #what"() {
        given:
        Flow flow = start('google')
        String granted = flow.authorize(email: email, email_verified: true)

        when:
        HttpResponse<String> answer = change(flow, granted)

        then:
        answer.statusCode() == 401
        answer.body().contains('oauth_failed')

        where:
        what               | change
        'no cookie'        | { Flow it, String code -> it.callback('google', code, it.query.state, null) }
        'another state'    | { Flow it, String code -> it.callback('google', code, 'x' * 43, it.cookie) }
        'no state'         | { Flow it, String code -> it.callback('google', code, null, it.cookie) }
        'another provider' | { Flow it, String code -> it.callback('linkedin', code, it.query.state, it.cookie) }
        'a changed cookie' | { Flow it, String code -> it.callback('google', code, it.query.state, it.cookie + 'x') }
        'no code'          | { Flow it, String code -> it.callback('google', null, it.query.state, it.cookie) }
        'a code of nobody' | { Flow it, String code -> it.callback('google', 'another', it.query.state, it.cookie) }
    }

    private static List<Throwable> causes(Throwable thrown) {
        thrown == null ? [] : [thrown] + causes(thrown.cause)
    }

    private static void answer(HttpExchange exchange, int status, Map document) {
        byte[] body = JsonOutput.toJson(document).getBytes('UTF-8')
        exchange.sendResponseHeaders(status, body.length)
        exchange.responseBody.withCloseable { it.write(body) }
    }

    private Flow signIn(String provider, Map claims, String returnTo = null) {
        Flow flow = start(provider, returnTo)
        flow.end = flow.callback(provider, flow.authorize(claims), flow.query.state, flow.cookie)
        flow
    }

    private Flow start(String provider, String returnTo = null) {
        Flow flow = new Flow(this, provider)
        String query = returnTo == null ? '' : "?returnTo=${URLEncoder.encode(returnTo, 'UTF-8')}"
        HttpResponse<String> response = flow.get("${server.address()}/api/v1/auth/oauth/$provider$query", null)
        assert response.statusCode() == 302: response.body()
        flow.location = response.headers().firstValue('Location').get()
        flow.query = flow.location.replaceAll(/.*\?/, '').split('&').collectEntries { it.split('=').collect { URLDecoder.decode(it, 'UTF-8') } }
        flow.cookie = response.headers().allValues('Set-Cookie')[0].replaceAll(/^[^=]+=|;.*/, '')
        flow
    }

    /** A browser on its way. */
    static class Flow {
        final OAuthApiSpec spec
        final String provider
        String location
        Map query
        String cookie
        HttpResponse<String> end

        Flow(OAuthApiSpec spec, String provider) {
            this.spec = spec
            this.provider = provider
        }

        /** Signs in at the provider, which answers a code. */
        String authorize(Map claims) {
            spec.google.enqueueCallback(new DefaultOAuth2TokenCallback(provider, spec.subject, 'JWT', ['vox-client'], claims, 3600))
            HttpResponse<String> response = get(location, null)
            response.headers().firstValue('Location').get().replaceAll(/.*[?&]code=/, '').replaceAll(/&.*/, '')
        }

        HttpResponse<String> callback(String at, String code, String state, String cookie) {
            String query = [code: code, state: state].findAll { it.value != null }.collect { "$it.key=${URLEncoder.encode(it.value as String, 'UTF-8')}" }.join('&')
            get("${spec.server.address()}/api/v1/auth/oauth/$at/callback?$query", cookie == null ? null : "vox_oauth=$cookie")
        }

        String accessToken() {
            end.headers().allValues('Set-Cookie').find { it.startsWith('vox_access=') }.replaceAll(/^[^=]+=|;.*/, '')
        }

        Map me() {
            assert end.statusCode() == 302: end.body()
            spec.server.api(accessToken()).get('/me').ok as Map
        }

        HttpResponse<String> get(String address, String cookies) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
            if (cookies != null) {
                request.header('Cookie', cookies)
            }
            spec.browser.send(request.build(), HttpResponse.BodyHandlers.ofString())
        }
    }
}
