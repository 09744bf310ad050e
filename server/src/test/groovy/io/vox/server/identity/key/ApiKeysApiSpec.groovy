package io.vox.server.identity.key

import io.vox.server.platform.secret.RandomToken
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneOffset
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** VOX-KEY-01 to -05, -07. */
class ApiKeysApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    @Shared
    @AutoCleanup
    TestServer other = TestServer.start([:], server)

    Fixture.Person person = server.fixture().person()

    def "a key is shown once, does what its maker may, and is kept as a digest"() {
        when:
        Api.Answer made = person.api.post('/api-keys', [name: 'Nightly', scopes: ['READ', 'WRITE']], ['Idempotency-Key': 'nightly-key-1'])
        String secret = made.json.secret

        then:
        made.status == 201
        server.api(secret).get('/me').ok == person.api.get('/me').ok
        server.api(secret).post('/projects', [name: 'by key']).status == 201
        Map key = person.api.get("/api-keys/$made.json.key.id").ok as Map
        key.findAll { it.key in ['name', 'prefix', 'scopes', 'createdBy', 'expiresAt', 'rotatedAt', 'revokedAt', 'secret'] } ==
                [name: 'Nightly', prefix: secret.take(13), scopes: ['READ', 'WRITE'], createdBy: person.user.id().value(), expiresAt: null, rotatedAt: null, revokedAt: null]
        server.rows('select 1 from api_key_secret where secret_hash = ?', [RandomToken.hash(secret)]).size() == 1
        !server.rows('select t::text as row from api_key t')*.row.join().contains(secret.drop(13))

        and: "sent again it is not shown again"
        person.api.post('/api-keys', [name: 'Nightly', scopes: ['READ', 'WRITE']], ['Idempotency-Key': 'nightly-key-1']).code == 'secret_already_shown'
    }

    def "a key reads and runs unless something else was asked for"() {
        given:
        Api key = server.api(make([:]).secret as String)

        expect:
        key.get('/projects').status == 200
        with(key.post('/projects', [name: 'x'])) {
            status == 403
            code == 'scope_missing'
        }
        key.post('/api-keys', [name: 'x']).code == 'scope_missing'
        key.get('/admin/users').code == 'scope_missing'
    }

    def "a key of somebody who does not run the platform does not either, whatever its scopes"() {
        expect:
        server.api(make([scopes: ['READ', 'ADMIN']]).secret as String).get('/admin/users').code == 'forbidden'
        server.api(server.fixture().admin().api.post('/api-keys', [name: 'x', scopes: ['ADMIN']]).ok.secret as String).get('/admin/users').status == 200
    }

    def "no key does what is about the account itself"() {
        given:
        Api key = server.api(make([scopes: ['READ', 'RUN', 'WRITE', 'ADMIN']]).secret as String)

        expect:
        key.patch('/me', [name: 'x']).code == 'scope_missing'
        key.put('/me/password', [currentPassword: Fixture.PASSWORD, newPassword: 'another good password']).code == 'scope_missing'
        key.post('/auth/logout/everywhere').code == 'scope_missing'
    }

    def "a key makes none that may do more"() {
        given:
        Api key = server.api(make([scopes: ['READ', 'ADMIN']]).secret as String)

        expect:
        key.post('/api-keys', [name: 'same', scopes: ['READ']]).status == 201
        key.post('/api-keys', [name: 'more', scopes: ['READ', 'WRITE']]).code == 'forbidden'
        key.post("/api-keys/${make([scopes: ['WRITE']]).key.id}/rotate", [overlapSeconds: 3600]).code == 'forbidden'
    }

    def "a key that is revoked is refused at once, by both servers"() {
        given:
        Map made = make([:])

        expect:
        other.api(made.secret as String).get('/me').status == 200

        when:
        person.api.delete("/api-keys/$made.key.id").status == 204

        then:
        server.api(made.secret as String).get('/me').status == 401
        other.api(made.secret as String).get('/me').code == 'unauthenticated'
        person.api.get("/api-keys/$made.key.id").ok.revokedAt != null

        and: "revoking twice changes nothing, and it cannot be woken again"
        person.api.delete("/api-keys/$made.key.id").status == 204
        person.api.post("/api-keys/$made.key.id/rotate", [overlapSeconds: 3600]).code == 'api_key_not_found'
    }

    def "a key ends with its time, and cannot be made for the past"() {
        given:
        Map made = make([expiresAt: Instant.now().plusSeconds(3600).toString()])

        expect:
        server.api(made.secret as String).get('/me').status == 200
        person.api.post('/api-keys', [name: 'x', expiresAt: Instant.now().minusSeconds(1).toString()]).pointers == ['/expiresAt']

        when:
        server.execute("update api_key set expires_at = now() - interval '1 second' where id = ?", [made.key.id])

        then:
        server.api(made.secret as String).get('/me').status == 401
    }

    def "a key of somebody who is suspended or gone is refused"() {
        given:
        Map made = make([:])

        when:
        server.execute("update app_user set status = 'SUSPENDED' where id = ?", [person.user.id().value()])

        then:
        server.api(made.secret as String).get('/me').code == 'suspended'

        when:
        server.execute('delete from membership where user_id = ?', [person.user.id().value()])

        then:
        server.api(made.secret as String).get('/me').status == 401
    }

    def "a secret is replaced while the one before works on for a while, and the one before that no more"() {
        given:
        Map made = make([:])

        when:
        Map first = person.api.post("/api-keys/$made.key.id/rotate", [overlapSeconds: 3600]).ok as Map

        then:
        first.key.id == made.key.id
        first.key.rotatedAt != null
        first.key.prefix == (first.secret as String).take(13)
        [made, first].every { server.api(it.secret as String).get('/me').status == 200 }

        when:
        Map second = person.api.post("/api-keys/$made.key.id/rotate", [overlapSeconds: 0]).ok as Map

        then:
        server.api(made.secret as String).get('/me').status == 401
        server.api(first.secret as String).get('/me').status == 401
        server.api(second.secret as String).get('/me').status == 200
    }

    def "keys are renamed and listed, one's own alone"() {
        given:
        Map first = make([name: 'first'])
        Map second = make([name: 'second'])
        Api stranger = server.fixture().person().api

        expect:
        person.api.patch("/api-keys/$first.key.id", [name: 'renamed']).ok.name == 'renamed'
        person.api.get('/api-keys').ok.data*.id == [second.key.id, first.key.id]
        person.api.get('/api-keys?limit=1').ok.with { data*.id == [second.key.id] && nextCursor != null }

        and: "those of others are not found"
        stranger.get('/api-keys').ok.data == []
        stranger.get("/api-keys/$first.key.id").code == 'api_key_not_found'
        stranger.get("/api-keys/$first.key.id/usage").code == 'api_key_not_found'
        stranger.patch("/api-keys/$first.key.id", [name: 'x']).code == 'api_key_not_found'
        stranger.post("/api-keys/$first.key.id/rotate", [overlapSeconds: 3600]).code == 'api_key_not_found'
        stranger.delete("/api-keys/$first.key.id").code == 'api_key_not_found'
    }

    def "in a workspace of several, each sees the own keys and its owner all, but is not given their secrets"() {
        given:
        Fixture.Person member = server.fixture().person()
        server.execute("insert into membership (workspace_id, user_id, role) values (?, ?, 'MEMBER')", [person.workspaceId.value(), member.user.id().value()])
        Api there = server.api(server.bean(io.vox.server.identity.session.AccessTokens).issue(member.user, person.workspaceId).value())
        Map theirs = there.post('/api-keys', [name: 'theirs']).ok as Map
        Map mine = make([name: 'mine'])

        expect:
        there.get('/api-keys').ok.data*.name == ['theirs']
        person.api.get('/api-keys').ok.data*.name == ['mine', 'theirs']
        there.delete("/api-keys/$mine.key.id").code == 'api_key_not_found'
        person.api.post("/api-keys/$theirs.key.id/rotate", [overlapSeconds: 3600]).code == 'forbidden'
        person.api.delete("/api-keys/$theirs.key.id").status == 204

        and: "a key works in its own workspace alone"
        server.api(mine.secret as String).get('/me').ok.workspace.id == person.workspaceId.value()
        Map me = server.api(there.post('/api-keys', [name: 'x']).ok.secret as String).get('/me').ok as Map
        [me.workspace.id, me.user.id, me.workspaceRole] == [person.workspaceId.value(), member.user.id().value(), 'MEMBER']
    }

    def "every request counts, and is soon to be seen"() {
        given:
        Map made = make([:])

        when:
        3.times { server.api(made.secret as String).get('/me').ok }
        server.api(made.secret as String).get("/jobs-that-are-not-there")
        2.times { other.api(made.secret as String).get('/projects').ok }

        then:
        new PollingConditions(timeout: 60).eventually {
            assert person.api.get("/api-keys/$made.key.id").ok.usageCount == 5
        }
        with(person.api.get("/api-keys/$made.key.id/usage").ok as Map) {
            total == 5
            days*.requests.sum() == 5
            days[0].day in [LocalDate.now(ZoneOffset.UTC), LocalDate.now(ZoneOffset.UTC).minusDays(1)]*.toString()
        }
        person.api.get("/api-keys/$made.key.id").ok.lastUsedAt != null
    }

    def "there are no more than 50 that work, also if they are made at once"() {
        given:
        48.times { make([:]) }

        expect:
        Executors.newVirtualThreadPerTaskExecutor().withCloseable { pool ->
            pool.invokeAll([{ person.api.post('/api-keys', [name: 'x']) } as Callable<Api.Answer>] * 6)*.get()*.status.sort()
        } == [201, 201, 422, 422, 422, 422]
        with(person.api.post('/api-keys', [name: 'x'])) {
            code == 'limit_reached'
            json.limit == 50
            json.count == 50
        }

        when:
        person.api.delete("/api-keys/${person.api.get('/api-keys').ok.data[0].id}")

        then:
        person.api.post('/api-keys', [name: 'x']).status == 201
    }

    def "what looks like a key and is none is refused"() {
        expect:
        server.api(text).get('/me').code == 'unauthenticated'

        where:
        text << ['vox_live_', 'vox_live_' + 'a' * 49, ApiKeySecret.create().value()]
    }

    private Map make(Map more) {
        person.api.post('/api-keys', [name: 'key', *: more]).ok as Map
    }
}
