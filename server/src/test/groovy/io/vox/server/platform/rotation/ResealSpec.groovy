package io.vox.server.platform.rotation

import io.vox.server.platform.access.WorkspaceScope
import io.vox.server.platform.vault.Vault
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import spock.lang.Specification

class ResealSpec extends Specification {
    static final String OLD = 'old:' + ('o' * 32).bytes.encodeBase64()
    static final String NEW = 'new:' + ('n' * 32).bytes.encodeBase64()

    TestServer first = start(OLD, null)

    def "after the master key was replaced everything is sealed anew, and the old key can go"() {
        given:
        first.fixture().setUp()
        Fixture.Person person = first.fixture().person()
        person.api.put('/secrets/SHOP_PASSWORD', [value: 'the password of the shop']).ok
        first.fixture().admin().api.put('/admin/settings/mail.from', [value: 'Vox <vox@shop.example>']).ok
        first.api().post('/auth/register', [email: 'ada@vox.example', name: 'Ada', password: 'the password of Ada']).ok
        String text = first.fixture().mailTo('ada@vox.example').text
        first.close()

        when: "both keys are there"
        TestServer second = start("$NEW, $OLD", first)
        Map early = [mail: second.fixture().mailTo('ada@vox.example').text, secret: open(second, person)]
        int count = second.fixture().admin().api.post('/admin/master-key/reseal').ok.resealed as int
        int again = second.fixture().admin().api.post('/admin/master-key/reseal').ok.resealed as int

        then:
        early == [mail: text, secret: 'the password of the shop']
        count >= 3
        again == 0
        second.rows("select action, target_id from audit_event where action = 'master_key.resealed'").first().target_id == 'new'

        when: "the old one is gone"
        second.close()
        TestServer third = start(NEW, first)

        then:
        third.fixture().mailTo('ada@vox.example').text == text
        open(third, person) == 'the password of the shop'
        third.fixture().admin().api.get('/admin/settings').ok.data.find { it.key == 'mail.from' }.value == 'Vox <vox@shop.example>'

        cleanup:
        third?.close()
    }

    def "a server whose old key is lost starts, says what it cannot open, and takes it anew"() {
        given:
        first.fixture().setUp()
        ['mail.from': 'Vox <vox@shop.example>', 'limits.key-per-minute': '200'].each { key, value ->
            first.fixture().admin().api.put("/admin/settings/$key", [value: value]).ok
        }
        first.close()

        when:
        TestServer second = start(NEW, first)
        Api admin = second.fixture().admin().api

        then:
        setting(admin, 'mail.from').with { isSet && value == null }
        admin.put('/admin/settings/mail.from', [value: 'vox@new.example']).status == 204
        setting(admin, 'mail.from').value == 'vox@new.example'
        Map done = admin.post('/admin/master-key/reseal').ok as Map
        done.resealed == 0
        done.skipped >= 1
        second.rows("select changes ->> 'skipped' as n from audit_event where action = 'master_key.resealed'")*.n == [done.skipped as String]

        cleanup:
        second?.close()
    }

    private static Map setting(Api admin, String key) {
        admin.get('/admin/settings').ok.data.find { it.key == key } as Map
    }

    private static TestServer start(String keys, TestServer other) {
        TestServer.start(['vox.secret.master-key': keys], other)
    }

    private static String open(TestServer server, Fixture.Person person) {
        server.bean(Vault).open(new WorkspaceScope(person.workspaceId), ['SHOP_PASSWORD']).SHOP_PASSWORD
    }
}
