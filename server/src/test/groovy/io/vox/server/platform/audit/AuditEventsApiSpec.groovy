package io.vox.server.platform.audit

import static io.vox.server.support.Fixture.PASSWORD

import io.vox.server.identity.session.AccessTokens
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.time.Instant
import spock.lang.Shared
import spock.lang.Specification

class AuditEventsApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    Fixture.Person person = server.fixture().person()

    void setup() {
        server.api().post('/auth/login', [email: person.email, password: PASSWORD]).ok
        person.api.post('/api-keys', [name: 'x']).ok
        person.api.put('/secrets/A', [value: 'one value']).ok
        person.api.put('/secrets/A', [value: 'another value']).ok
    }

    def "the owner of a workspace reads what was done there, newest first"() {
        when:
        List<Map> events = person.api.get('/audit-events').ok.data as List<Map>

        then:
        events*.action == ['secret.changed', 'secret.created', 'api_key.created', 'session.begun']
        events*.workspaceId.unique() == [person.workspaceId.value()]
        events*.actorId.unique() == [person.user.id().value()]
        events[0].targetId == 'A'
        events[0].changes == [value: 'changed']
        events[0].address == '127.0.0.1'

        and: "in pages"
        Map first = person.api.get('/audit-events?limit=3').ok as Map
        person.api.get("/audit-events?limit=3&cursor=$first.nextCursor").ok.data*.action == ['session.begun']
    }

    def "events are found by #query"() {
        expect:
        person.api.get("/audit-events?$query").ok.data*.action == actions

        where:
        query                                                  || actions
        'action=secret'                                        || ['secret.changed', 'secret.created']
        'action=secret.created'                                || ['secret.created']
        'targetId=A&action=secret.changed'                     || ['secret.changed']
        'from=2999-01-01T00:00:00Z'                            || []
        'to=2020-01-01T00:00:00Z'                              || []
        'actorId=usr_01kaj3qd6v0m5r8y2b4n7c9e1f'               || []
    }

    def "nobody reads those of others, and not everybody those of the workspace"() {
        given:
        Fixture.Person stranger = server.fixture().person()
        server.execute("insert into membership (workspace_id, user_id, role) values (?, ?, 'MEMBER')", [person.workspaceId.value(), stranger.user.id().value()])
        Api member = server.api(server.bean(AccessTokens).issue(stranger.user, person.workspaceId).value())

        expect:
        stranger.api.get('/audit-events').ok.data == []
        member.get('/audit-events').code == 'forbidden'
        person.api.get('/admin/audit-events').code == 'forbidden'
    }

    def "those who run the platform read all, with the same filters"() {
        expect:
        server.fixture().admin().api.get("/admin/audit-events?actorId=${person.user.id()}&action=secret").ok.data*.action == ['secret.changed', 'secret.created']
    }

    def "events are exported as CSV that is harmless in a spreadsheet"() {
        given:
        person.api.post('/api-keys', [name: 'y']).ok
        server.execute("insert into audit_event (id, workspace_id, actor_kind, action, target_id) values ('aud_7zzzzzzzzzzzzzzzzzzzzzzzzz', ?, 'SYSTEM', 'spec.happened', ?)",
                [person.workspaceId.value(), '=cmd|"x",y'])

        when:
        Api.Answer answer = person.api.get("/audit-events/export?from=${Instant.now().minusSeconds(3600)}", [Accept: 'text/csv'])
        List<String> lines = answer.text.split('\r\n').toList()

        then:
        answer.header('Content-Type').startsWith('text/csv')
        lines[0].startsWith('id,at,workspaceId,')
        lines.size() == 7
        lines[1].contains('"\'=cmd|""x"",y"')
    }
}
