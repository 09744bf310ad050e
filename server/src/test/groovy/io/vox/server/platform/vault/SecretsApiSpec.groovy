package io.vox.server.platform.vault

import io.vox.server.platform.access.WorkspaceScope
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

/** RES-40: secrets of workspaces are written, and shown to nobody. */
class SecretsApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    Fixture.Person person = server.fixture().person()
    Api api = person.api

    def "a secret is set, replaced, listed without what it is, and deleted"() {
        expect:
        api.put('/secrets/SHOP_PASSWORD', [value: 'first value']).ok.keySet() == ['name', 'createdAt', 'updatedAt', 'updatedBy'] as Set
        api.put('/secrets/SHOP_PASSWORD', [value: 'second value']).ok.name == 'SHOP_PASSWORD'
        api.put('/secrets/API_TOKEN', [value: 'a token']).ok.updatedBy == person.user.id().value()
        api.get('/secrets').ok.data*.name == ['API_TOKEN', 'SHOP_PASSWORD']
        api.get('/secrets?limit=1').ok.with { data*.name == ['API_TOKEN'] && nextCursor != null }

        and: "whoever may open it gets the last value, and those that were asked for"
        server.bean(Vault).open(new WorkspaceScope(person.workspaceId), ['SHOP_PASSWORD', 'ELSE']) == [SHOP_PASSWORD: 'second value']

        and: "the table tells nothing"
        !server.rows('select t::text as row from secret t where workspace_id = ?', [person.workspaceId.value()])*.row.join().contains('second value')

        when:
        api.delete('/secrets/SHOP_PASSWORD').status == 204

        then:
        api.get('/secrets').ok.data*.name == ['API_TOKEN']
        api.delete('/secrets/SHOP_PASSWORD').code == 'secret_not_found'

        and: "all of it is written down, without a value"
        List<Map> events = server.rows("select * from audit_event where workspace_id = ? and action like 'secret.%' order by id", [person.workspaceId.value()])
        events*.action == ['secret.created', 'secret.changed', 'secret.created', 'secret.deleted']
        !events*.changes.join().contains('value":"')
        !events.toString().contains('second value')
    }

    def "secrets of others are not found, and a sealed one that was put there is not opened"() {
        given:
        Fixture.Person stranger = server.fixture().person()
        api.put('/secrets/SHOP_PASSWORD', [value: 'a value']).ok

        expect:
        stranger.api.get('/secrets').ok.data == []
        stranger.api.delete('/secrets/SHOP_PASSWORD').code == 'secret_not_found'
        server.bean(Vault).open(new WorkspaceScope(stranger.workspaceId), ['SHOP_PASSWORD']) == [:]

        when:
        server.execute('insert into secret select ?, name, sealed, created_at, updated_at, ? from secret where workspace_id = ?',
                [stranger.workspaceId.value(), stranger.user.id().value(), person.workspaceId.value()])
        server.bean(Vault).open(new WorkspaceScope(stranger.workspaceId), ['SHOP_PASSWORD'])

        then:
        thrown(IllegalStateException)
    }

    def "#name is no name of a secret"() {
        expect:
        api.put("/secrets/$name", [value: 'a value']).code == 'validation_failed'

        where:
        name << ['lower', '1ST', 'A-B', 'A' * 65]
    }

    def "a workspace has a hundred at most"() {
        given:
        (1..100).each { api.put("/secrets/S$it", [value: 'a value']).ok }

        expect:
        api.put('/secrets/ONE_MORE', [value: 'a value']).code == 'limit_reached'
        api.put('/secrets/S1', [value: 'another value']).status == 200
    }
}
