package io.vox.server.platform.setting

import io.vox.server.support.Api
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

/** ACS-ADMIN-01, -05, -06. */
class AdminSettingsApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    @Shared
    Api admin = server.fixture().admin().api

    void cleanup() {
        ['mail.from', 'mail.smtp-password'].each { admin.delete("/admin/settings/$it") }
    }

    def "everything that can be set is listed with what counts"() {
        expect:
        admin.get('/admin/settings').ok.data*.key == SettingKey.values()*.key().sort()
        Map page = admin.get('/admin/settings?limit=2').ok as Map
        [page, admin.get("/admin/settings?limit=2&cursor=$page.nextCursor").ok]*.data.flatten()*.key == SettingKey.values()*.key().sort().take(4)
        setting('limits.key-per-minute').with { !isSet && value != null && updatedAt == null }
        setting('mail.smtp-password').with { isSecret && value == null }
    }

    def "a setting is set, sealed, and gone again"() {
        when:
        admin.put('/admin/settings/mail.from', [value: 'vox@vox.example']).status == 204

        then:
        setting('mail.from').with { isSet && value == 'vox@vox.example' && updatedBy != null && updatedAt != null }
        !server.rows("select t::text as row from setting t where key = 'mail.from'")[0].row.contains('vox.example')

        when:
        admin.delete('/admin/settings/mail.from').status == 204

        then:
        setting('mail.from').with { !isSet && value == null }
        admin.delete('/admin/settings/mail.from').status == 204
    }

    def "a secret is shown to nobody, nor written down"() {
        when:
        admin.put('/admin/settings/mail.smtp-password', [value: 'the mail password']).status == 204

        then:
        setting('mail.smtp-password').with { isSet && value == null }
        server.rows("select changes::text as c from audit_event where target_id = 'mail.smtp-password' order by id desc")*.c.contains('{"value": "changed"}')
        server.bean(Settings).find(SettingKey.MAIL_PASSWORD).get() == 'the mail password'
    }

    def "#key cannot be #value"() {
        expect:
        admin.put("/admin/settings/$key", [value: value]).pointers == ['/value']

        where:
        key                     | value
        'limits.key-per-minute' | '0'
        'limits.key-per-minute' | 'many'
        'mail.smtp-security'    | 'PERHAPS'
        'mail.from'             | 'a\nBcc: b'
    }

    def "what cannot be set is not found, and what says that the server is set up is none of it"() {
        expect:
        admin.put('/admin/settings/setup.completed', [value: 'false']).code == 'setting_not_found'
        admin.delete('/admin/settings/setup.completed').code == 'setting_not_found'
        admin.put('/admin/settings/something.else', [value: 'x']).code == 'setting_not_found'
    }

    def "nobody else sees or changes any"() {
        expect:
        server.fixture().person().api.get('/admin/settings').code == 'forbidden'
        server.fixture().person().api.put('/admin/settings/mail.from', [value: 'x']).code == 'forbidden'
    }

    private Map setting(String key) {
        admin.get('/admin/settings').ok.data.find { it.key == key } as Map
    }
}
