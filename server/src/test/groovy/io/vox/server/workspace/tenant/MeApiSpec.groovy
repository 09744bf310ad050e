package io.vox.server.workspace.tenant

import static io.vox.server.support.Fixture.PASSWORD

import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.time.Instant
import spock.lang.Shared
import spock.lang.Specification

/** ACS-AUTH-04, VOX-USER-10. */
class MeApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    Fixture.Person person = server.fixture().person()

    def "people change their names, and one of them is unique"() {
        given:
        Fixture.Person other = server.fixture().person()
        String username = "ada-${System.nanoTime()}"

        expect:
        Map user = person.api.patch('/me', [name: '  Ada King ', username: username]).ok.user as Map
        [user.name, user.username, user.email] == ['Ada King', username, person.email]
        person.api.patch('/me', [:]).code == 'validation_failed'
        person.api.patch('/me', [username: username]).status == 200
        other.api.patch('/me', [username: username]).code == 'username_taken'
        other.api.patch('/me', [username: 'Not One']).pointers == ['/username']
    }

    def "nobody calls themselves #username"() {
        expect:
        person.api.patch('/me', [username: username]).code == 'username_taken'

        where:
        username << ['admin', 'vox', 'vox-support', 'deleted-01kaj3qd6v0m5r8y2b4n7c9e1f']
    }

    def "nobody becomes more by a change of oneself"() {
        expect:
        Api.Answer answer = person.api.patch('/me', [name: 'Ada', isAdmin: true, role: 'FELLOW', status: 'ACTIVE', email: 'x@vox.example'])
        answer.status == 400 || [answer.json.user.isAdmin, answer.json.user.role, answer.json.user.email] == [false, 'BASIC', person.email]
    }

    def "who deletes the account is gone: no session, no password, no name"() {
        given:
        Map tokens = server.api().post('/auth/login', [email: person.email, password: PASSWORD]).ok as Map
        Map second = server.api().post('/auth/login', [email: person.email, password: PASSWORD]).ok as Map
        String key = server.api(tokens.accessToken as String).post('/api-keys', [name: 'key']).ok.secret
        person.api.put('/secrets/SHOP_PASSWORD', [value: 'the password at the shop']).ok

        when:
        server.api(tokens.accessToken as String).delete('/me').status == 204

        then:
        [tokens, second].every { server.api(it.accessToken as String).get('/me').status == 401 }
        server.api().post('/auth/refresh', [refreshToken: second.refreshToken]).status == 401
        server.api(key).get('/me').status == 401
        server.rows('select revoked_at from api_key where created_by = ?', [person.user.id().value()])*.revoked_at.every()
        server.api().post('/auth/login', [email: person.email, password: PASSWORD]).code == 'credentials_wrong'
        with(server.rows('select * from app_user where id = ?', [person.user.id().value()])[0]) {
            status == 'DELETED'
            password_hash == null
            !(email as String).contains(person.email)
            name == 'Deleted user'
        }
        server.rows('select name from workspace where id = ?', [person.workspaceId.value()])*.name == ['Deleted user']
        server.rows('select 1 from secret where workspace_id = ?', [person.workspaceId.value()]).empty

        and: "the address can be used again"
        server.api().post('/auth/register', [email: person.email, name: 'Ada', password: PASSWORD]).ok
        server.fixture().mailTo(person.email).code != null
    }

    def "nobody deletes it at a computer that was left open, nor with a key"() {
        given:
        Map tokens = server.api().post('/auth/login', [email: person.email, password: PASSWORD]).ok as Map
        String key = person.api.post('/api-keys', [name: 'key', scopes: ['READ', 'RUN', 'WRITE', 'ADMIN']]).ok.secret

        when:
        server.execute("update refresh_token set began_at = now() - interval '16 minutes' where user_id = ?", [person.user.id().value()])
        Map later = server.api().post('/auth/refresh', [refreshToken: tokens.refreshToken]).ok as Map

        then:
        server.api(later.accessToken as String).delete('/me').code == 'login_too_old'
        server.api(key).delete('/me').code == 'scope_missing'
        person.api.get('/me').status == 200
    }

    def "a password is exchanged for a token that cannot be renewed (VOX-KEY-09)"() {
        when:
        Map token = server.api().post('/auth/token', [email: person.email, password: PASSWORD]).ok as Map

        then:
        server.api(token.accessToken as String).get('/me').ok.user.email == person.email
        Instant.parse(token.expiresAt as String) <= Instant.now().plusSeconds(900)
        token.keySet() == ['accessToken', 'expiresAt'] as Set
        server.api().post('/auth/token', [email: person.email, password: 'wrong password']).code == 'credentials_wrong'
    }
}
