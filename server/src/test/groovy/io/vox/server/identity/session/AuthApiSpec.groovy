package io.vox.server.identity.session

import static io.vox.server.support.Fixture.PASSWORD

import com.nimbusds.jose.JWSAlgorithm
import com.nimbusds.jose.JWSHeader
import com.nimbusds.jose.crypto.MACSigner
import com.nimbusds.jwt.SignedJWT
import io.vox.server.identity.user.UserStatus
import io.vox.server.platform.home.StoppedClock
import io.vox.server.platform.secret.RandomToken
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.time.Duration
import java.time.Instant
import java.time.temporal.ChronoUnit
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Shared
import spock.lang.Specification

class AuthApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    Api api = server.api()
    Fixture.Person person = server.fixture().person()

    def "somebody with the password gets tokens that work"() {
        when:
        Map tokens = logIn()

        then:
        server.api(tokens.accessToken as String).get('/me').ok.user.id == person.user.id().value()
        Instant.parse(tokens.accessTokenExpiresAt as String) <= Instant.now() + Duration.ofMinutes(15)
        tokens.refreshToken.startsWith('vox_ref_')
        !tokens.user.containsKey('passwordHash')

        and: "the token names the workspace"
        SignedJWT.parse(tokens.accessToken as String).JWTClaimsSet.getStringClaim('wsp') == person.workspaceId.value()
    }

    def "an unknown email and a wrong password are told the same, in the same time"() {
        given:
        Closure<Long> timed = { Map body ->
            (1..3).collect {
                long start = System.nanoTime()
                assert api.post('/auth/login', body).json.findAll { it.key in ['code', 'detail', 'status'] } ==
                        [code: 'credentials_wrong', detail: 'Email or password is wrong.', status: 401]
                System.nanoTime() - start
            }.min()
        }

        expect: "as both compute a hash, which is what takes the time, unless the machine is busy with something else"
        (1..5).any {
            long wrong = timed([email: server.fixture().person().email, password: 'not the password'])
            long unknown = timed([email: server.fixture().newEmail(), password: 'not the password'])
            unknown > wrong / 4 && wrong > unknown / 4
        }
    }

    def "somebody #status with the right password gets #code"() {
        given:
        Fixture.Person other = server.fixture().person(status: status, password: true)

        expect:
        with(api.post('/auth/login', [email: other.email, password: PASSWORD])) { answer ->
            answer.status == 403
            answer.code == code
        }
        api.post('/auth/login', [email: other.email, password: 'wrong password']).code == 'credentials_wrong'

        where:
        status               | code
        UserStatus.PENDING   | 'account_not_active'
        UserStatus.SUSPENDED | 'suspended'
    }

    def "a refresh token works once and is followed by another"() {
        given:
        Map first = logIn()

        when:
        Map second = refresh(first.refreshToken).ok as Map

        then:
        second.refreshToken != first.refreshToken
        server.api(second.accessToken as String).get('/me').status == 200
        refresh(second.refreshToken).status == 200
    }

    def "who uses a refresh token again ends the session for both"() {
        given:
        Map first = logIn()
        Map other = logIn()
        Map second = refresh(first.refreshToken).ok as Map

        expect:
        with(refresh(first.refreshToken)) {
            status == 401
            code == 'refresh_token_invalid'
        }
        refresh(second.refreshToken).code == 'refresh_token_invalid'

        and: "other sessions of the person go on"
        refresh(other.refreshToken).status == 200
    }

    def "of many that use a refresh token at once at most one gets the next"() {
        given:
        Map first = logIn()
        Callable<Api.Answer> ask = { refresh(first.refreshToken) }

        when:
        List<Api.Answer> answers = Executors.newVirtualThreadPerTaskExecutor().withCloseable { it.invokeAll([ask] * 8)*.get() }

        then:
        answers*.status.count(200) == 1
        answers*.status.count(401) == 7
    }

    def "logging out ends the session, and is the same for a token that is unknown"() {
        given:
        Map tokens = logIn()

        expect:
        api.post('/auth/logout', [refreshToken: tokens.refreshToken]).status == 204
        refresh(tokens.refreshToken).code == 'refresh_token_invalid'
        api.post('/auth/logout', [refreshToken: 'vox_ref_unknown']).status == 204
    }

    def "a session is not renewed for somebody who was suspended, or after its time"() {
        given:
        Map tokens = logIn()
        Map old = logIn()
        server.execute("update refresh_token set expires_at = now() - interval '1 second' where token_hash = ?",
                [RandomToken.hash(old.refreshToken as String)])

        expect:
        refresh(old.refreshToken).code == 'refresh_token_invalid'

        when:
        server.execute("update app_user set status = 'SUSPENDED' where id = ?", [person.user.id().value()])

        then:
        refresh(tokens.refreshToken).code == 'suspended'
    }

    def "the database holds nothing that lets anybody in"() {
        given:
        Map tokens = logIn()

        when:
        String dump = ['app_user', 'refresh_token', 'challenge'].collect { server.rows("select t::text as row from $it t" as String)*.row }.flatten().join('\n')

        then:
        !dump.contains(PASSWORD)
        !dump.contains(tokens.refreshToken as String)
        !dump.contains(tokens.accessToken as String)
        dump.contains('$argon2id$v=19$m=19456,t=2,p=1$')
    }

    def "#what is refused as a token"() {
        expect:
        with(server.api(makeToken(person)).get('/me')) {
            status == 401
            code == problem
            header('WWW-Authenticate') == 'Bearer'
        }

        where:
        what                              | makeToken                   || problem
        'nothing'                         | { null }                    || 'unauthenticated'
        'something'                       | { 'something' }             || 'unauthenticated'
        'a JWT of another key'            | { forged(it) }              || 'unauthenticated'
        'a JWT without a signature'       | { unsigned(it) }            || 'unauthenticated'
        'an eval agent token nobody made' | { 'vox_eat_' + 'a' * 43 }   || 'unauthenticated'
        'a refresh token'                 | { 'vox_ref_' + 'a' * 43 }   || 'unauthenticated'
    }

    def "an access token is refused after its time"() {
        given:
        TestServer stopped = TestServer.start(['test.stopped-clock': Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()], server)
        Api api = stopped.fixture().person().api

        expect:
        api.get('/me').status == 200

        when:
        stopped.bean(StoppedClock).advance(Duration.ofMinutes(15) - Duration.ofSeconds(1))

        then:
        api.get('/me').status == 200

        when:
        stopped.bean(StoppedClock).advance(Duration.ofSeconds(2))

        then:
        api.get('/me').status == 401

        cleanup:
        stopped?.close()
    }

    def "a person's token is nothing to eval agents, nor theirs to people"() {
        expect:
        with(server.api(server.fixture().agentToken(person)).get('/me')) {
            status == 403
            code == 'forbidden'
        }
    }

    def "an eval agent token that is #what is refused"() {
        expect:
        server.api(server.fixture().agentToken(person, traits)).get('/me').status == 401

        where:
        what      | traits
        'revoked' | [revokedAt: Instant.now()]
        'expired' | [expiresAt: Instant.now().minusSeconds(1)]
    }

    private Map logIn() {
        api.post('/auth/login', [email: person.email, password: PASSWORD]).ok as Map
    }

    private Api.Answer refresh(Object token) {
        api.post('/auth/refresh', [refreshToken: token])
    }

    private static String unsigned(Fixture.Person person) {
        String claims = person.token.split(/\./)[1]
        Base64.urlEncoder.withoutPadding().encodeToString('{"alg":"none"}'.bytes) + ".$claims."
    }

    private static String forged(Fixture.Person person) {
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), SignedJWT.parse(person.token).JWTClaimsSet)
        jwt.sign(new MACSigner('x' * 32))
        jwt.serialize()
    }
}
