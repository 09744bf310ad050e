package io.vox.server.platform.audit

import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.sql.SQLException
import spock.lang.Shared
import spock.lang.Specification

/** ACS-ADMIN-06. */
class AuditLogSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    def "what is written down is neither changed nor removed"() {
        given:
        server.bean(AuditLog).record(AuditLog.Entry.of('spec.happened', 'nothing').with('member', 'value'))

        when:
        server.execute(statement)

        then:
        SQLException e = thrown()
        e.message.contains('only ever added')
        server.rows("select 1 from audit_event where action = 'spec.happened'").size() >= 1

        where:
        statement << ["update audit_event set action = 'spec.changed'", 'delete from audit_event', 'truncate audit_event']
    }

    def "outside of a request the server itself acts"() {
        when:
        server.bean(AuditLog).record(AuditLog.Entry.of('spec.alone', 'nothing'))

        then:
        with(server.rows("select * from audit_event where action = 'spec.alone' order by id desc")[0]) {
            actor_kind == 'SYSTEM'
            actor_id == null
            address == 'unknown'
        }
    }

    def "what a key does is written down with the key and its maker"() {
        given:
        Fixture.Person admin = server.fixture().admin()
        Fixture.Person person = server.fixture().person()
        Map key = admin.api.post('/api-keys', [name: 'x', scopes: ['ADMIN']]).ok as Map

        when:
        server.api(key.secret as String).patch("/admin/users/${person.user.id()}", [standing: 'FELLOW']).ok

        then:
        with(server.rows('select * from audit_event where target_id = ?', [person.user.id().value()])[0]) {
            actor_kind == 'API_KEY'
            actor_id == admin.user.id().value()
            key_id == key.key.id
        }
    }

    def "who logs in, and who tries in vain, is written down where the owner can read it"() {
        given:
        Fixture.Person person = server.fixture().person()

        when:
        server.api().post('/auth/login', [email: person.email, password: 'wrong password'])
        server.api().post('/auth/login', [email: person.email, password: Fixture.PASSWORD]).ok

        then:
        server.rows('select * from audit_event where target_id = ? order by id', [person.user.id().value()]).collect { [it.action, it.actor_kind, it.workspace_id] } == [
            ['session.refused', 'ANONYMOUS', person.workspaceId.value()],
            ['session.begun', 'USER', person.workspaceId.value()],
        ]
    }
}
