package io.vox.server.identity.session

import static io.vox.server.support.Fixture.PASSWORD

import com.nimbusds.jose.JWSAlgorithm
import com.nimbusds.jose.JWSHeader
import com.nimbusds.jose.crypto.MACSigner
import com.nimbusds.jwt.JWTClaimsSet
import com.nimbusds.jwt.SignedJWT
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.nio.file.Files
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** RES-57: what was taken away is gone with the next request, on every server. */
class RevocationSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    @Shared
    @AutoCleanup
    TestServer other = TestServer.start([:], server)

    @Shared
    Api admin = server.fixture().admin().api

    Fixture.Person person = server.fixture().person()
    Map tokens = server.api().post('/auth/login', [email: person.email, password: PASSWORD]).ok as Map

    def "a suspended user is refused at once, by both servers, and let in again when enabled"() {
        expect:
        me().status == 200

        when:
        admin.patch("/admin/users/${person.user.id()}", [status: 'SUSPENDED']).ok

        then:
        me().code == 'suspended'
        other.api(tokens.accessToken as String).get('/me').with { status == 403 && code == 'suspended' }
        server.api().post('/auth/refresh', [refreshToken: tokens.refreshToken]).status == 401
        server.api().post('/auth/login', [email: person.email, password: PASSWORD]).code == 'suspended'

        when:
        admin.patch("/admin/users/${person.user.id()}", [status: 'ACTIVE']).ok

        then: "the sessions from before stay ended"
        me().code == 'unauthenticated'
        server.api().post('/auth/login', [email: person.email, password: PASSWORD]).status == 200
    }

    def "logging out everywhere ends every session, and the access tokens too"() {
        given:
        Map second = other.api().post('/auth/login', [email: person.email, password: PASSWORD]).ok as Map

        expect:
        server.api(tokens.accessToken as String).post('/auth/logout/everywhere').status == 204
        [tokens, second].every { other.api(it.accessToken as String).get('/me').status == 401 }
        [tokens, second].every { other.api().post('/auth/refresh', [refreshToken: it.refreshToken]).code == 'refresh_token_invalid' }
    }

    def "logging out ends the access tokens of that session and of no other"() {
        given:
        Map second = server.api().post('/auth/login', [email: person.email, password: PASSWORD]).ok as Map

        expect:
        server.api().post('/auth/logout', [refreshToken: tokens.refreshToken]).status == 204
        other.api(tokens.accessToken as String).get('/me').status == 401
        other.api(second.accessToken as String).get('/me').status == 200
    }

    def "who uses a refresh token again ends the access tokens of the thief as well"() {
        given:
        Map thief = server.api().post('/auth/refresh', [refreshToken: tokens.refreshToken]).ok as Map

        expect:
        server.api().post('/auth/refresh', [refreshToken: tokens.refreshToken]).code == 'refresh_token_invalid'
        server.api(thief.accessToken as String).get('/me').status == 401
    }

    def "a new standing counts with the next request of the same token"() {
        when:
        admin.patch("/admin/users/${person.user.id()}", [standing: 'FELLOW']).ok

        then:
        me().ok.user.role == 'FELLOW'

        when: "and so does its loss (VOX-USER-07)"
        server.execute("update app_user set plan = 'PREMIUM' where id = ?", [person.user.id().value()])
        admin.patch("/admin/users/${person.user.id()}", [standing: 'MEMBER']).ok

        then:
        me().ok.user.role == 'PREMIUM'
    }

    def "a membership that is gone ends what the token was for"() {
        when:
        server.execute('delete from membership where user_id = ?', [person.user.id().value()])

        then:
        me().status == 401
    }

    def "a token #what is refused"() {
        given:
        SignedJWT token = SignedJWT.parse(tokens.accessToken as String)
        JWTClaimsSet claims = change(new JWTClaimsSet.Builder(token.JWTClaimsSet)).build()
        SignedJWT changed = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims)
        changed.sign(new MACSigner(Files.readString(server.home.resolve('keys/jwt')).strip().bytes))

        expect:
        server.api(changed.serialize()).get('/me').status == status

        where:
        what                      | change                                              || status
        'that is as it should be' | { it }                                              || 200
        'for another audience'    | { it.audience('somebody-else') }                    || 401
        'without an audience'     | { it.audience([] as List<String>) }                 || 401
        'of another issuer'       | { it.issuer('somebody-else') }                      || 401
        'without an end'          | { it.expirationTime(null) }                         || 401
        'that is over'            | { it.expirationTime(new Date(0)) }                  || 401
        'of an earlier epoch'     | { it.claim('epoch', -1) }                           || 401
        'without an epoch'        | { it.claim('epoch', null) }                         || 401
        'for another workspace'   | { it.claim('wsp', 'wsp_01kaj3qd6v0m5r8y2b4n7c9e1f') } || 401
        'for no workspace'        | { it.claim('wsp', null) }                           || 401
        'of nobody'               | { it.subject('usr_nobody') }                        || 401
    }

    private Api.Answer me() {
        server.api(tokens.accessToken as String).get('/me')
    }
}
