package io.vox.server.identity.entry

import static io.vox.server.support.Fixture.PASSWORD

import io.vox.server.platform.secret.RandomToken
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

/** ACS-AUTH-05, VOX-USER-12. */
class PasswordApiSpec extends Specification {
    static final String OTHER = 'staple battery horse correct'

    @Shared
    TestServer server = TestServer.shared()

    @Shared
    Fixture fixture = server.fixture()

    Api api = server.api()
    Fixture.Person person = fixture.person()

    def "who lost a password chooses another by the link of a mail, and all sessions end"() {
        given:
        Map session = logIn(PASSWORD).ok as Map

        when:
        api.post('/auth/password-reset', [email: person.email]).status == 204
        Map tokens = api.post('/auth/password-reset/confirm', [token: fixture.mailTo(person.email).token, password: OTHER]).ok as Map

        then:
        server.api(tokens.accessToken as String).get('/me').status == 200
        server.api(session.accessToken as String).get('/me').status == 401
        api.post('/auth/refresh', [refreshToken: session.refreshToken]).code == 'refresh_token_invalid'
        logIn(PASSWORD).code == 'credentials_wrong'
        logIn(OTHER).status == 200

        and: "the person is told"
        fixture.mailTo(person.email, 2).subject == 'Your password was changed'
    }

    def "a link works once, only as the last one and only in time"() {
        given:
        api.post('/auth/password-reset', [email: person.email])
        String first = fixture.mailTo(person.email).token
        api.post('/auth/password-reset', [email: person.email])
        String second = fixture.mailTo(person.email, 2).token

        expect:
        confirm(first).code == 'reset_token_invalid'
        confirm(second).status == 200
        confirm(second).code == 'reset_token_invalid'

        when:
        api.post('/auth/password-reset', [email: person.email])
        String third = fixture.mailTo(person.email, 4).token
        server.execute("update challenge set expires_at = now() - interval '1 second' where token_hash = ?", [RandomToken.hash(third)])

        then:
        confirm(third).code == 'reset_token_invalid'

        and: "a link for something else is not one for this"
        api.post('/auth/activate', [token: third, password: OTHER]).code == 'activation_token_invalid'
    }

    def "who asks learns nothing about accounts"() {
        given:
        String nobody = fixture.newEmail()

        expect:
        with(api.post('/auth/password-reset', [email: nobody])) {
            status == 204
            text == ''
        }
        api.post('/auth/password-reset', [email: person.email]).status == 204
        fixture.mailTo(person.email)
        fixture.mailsTo(nobody) == 0
    }

    def "a suspended account stays shut"() {
        given:
        api.post('/auth/password-reset', [email: person.email])
        String token = fixture.mailTo(person.email).token
        server.execute("update app_user set status = 'SUSPENDED' where id = ?", [person.user.id().value()])

        expect:
        confirm(token).code == 'suspended'
        logIn(PASSWORD).code == 'suspended'
    }

    def "somebody signed in changes the password by the present one, and other sessions end"() {
        given:
        Map mine = logIn(PASSWORD).ok as Map
        Map other = logIn(PASSWORD).ok as Map
        Api me = server.api(mine.accessToken as String)

        expect:
        me.put('/me/password', [currentPassword: 'not the password', newPassword: OTHER]).code == 'credentials_wrong'
        me.put('/me/password', [currentPassword: PASSWORD, newPassword: 'aaaaaaaaaaaaa']).pointers == ['/newPassword']

        when:
        Map tokens = me.put('/me/password', [currentPassword: PASSWORD, newPassword: OTHER]).ok as Map

        then:
        server.api(tokens.accessToken as String).get('/me').status == 200
        server.api(other.accessToken as String).get('/me').status == 401
        me.get('/me').status == 401
        api.post('/auth/refresh', [refreshToken: other.refreshToken]).code == 'refresh_token_invalid'
        api.post('/auth/refresh', [refreshToken: tokens.refreshToken]).status == 200
        logIn(OTHER).status == 200
    }

    private Api.Answer logIn(String password) {
        api.post('/auth/login', [email: person.email, password: password])
    }

    private Api.Answer confirm(String token) {
        api.post('/auth/password-reset/confirm', [token: token, password: OTHER])
    }
}
