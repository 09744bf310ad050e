package io.vox.server.platform.mail

import static io.vox.server.support.Fixture.PASSWORD

import io.vox.server.support.Api
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** What nobody carries can be read here for a day. */
class AdminMailsApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    @Shared
    Api admin = server.fixture().admin().api

    String email = server.fixture().newEmail()

    def "a mail is kept sealed, and read by administrators, which is written down"() {
        given:
        server.api().post('/auth/register', [email: email, name: 'Ada', password: PASSWORD]).ok
        Map mail = server.fixture().mailTo(email)
        String body = server.rows('select body from mail where id = ?', [mail.id])[0].body

        expect:
        !body.contains(mail.code as String)
        body.tokenize('.').size() == 5
        mail.text.contains("$mail.code")
        server.rows("select 1 from audit_event where action = 'mail.read' and target_id = ?", [mail.id]).size() == 1

        and: "by nobody else"
        server.fixture().person().api.get('/admin/mails').code == 'forbidden'
        server.fixture().person().api.get("/admin/mails/$mail.id").code == 'forbidden'
        admin.get('/admin/mails/mai_01kaj3qd6v0m5r8y2b4n7c9e1f').code == 'mail_not_found'

        and: "found by their state"
        admin.get('/admin/mails?status=FAILED&limit=100').ok.data.every { it.status == 'FAILED' }
    }

    def "after a day its text is erased, and after 30 nothing tells that somebody was written to"() {
        given:
        server.api().post('/auth/register', [email: email, name: 'Ada', password: PASSWORD]).ok
        Map mail = server.fixture().mailTo(email)
        MailSender sender = server.bean(MailSender)
        PollingConditions soon = new PollingConditions(timeout: 60)
        soon.eventually { assert server.rows('select status from mail where id = ?', [mail.id])[0].status == 'SENT' }

        when:
        sender.erase()

        then:
        admin.get("/admin/mails/$mail.id").ok.text != null

        when:
        server.execute("update mail set created_at = created_at - interval '25 hours' where id = ?", [mail.id])
        sender.erase()

        then:
        admin.get("/admin/mails/$mail.id").ok.text == null

        when:
        server.execute("update mail set created_at = created_at - interval '29 days' where id = ?", [mail.id])
        sender.erase()

        then:
        admin.get("/admin/mails/$mail.id").code == 'mail_not_found'
    }

    def "a text that was put into another mail is not opened"() {
        given:
        MailOutbox outbox = server.bean(MailOutbox)
        2.times { server.api().post('/auth/register', [email: email, name: 'Ada', password: PASSWORD]).ok }
        server.fixture().mailTo(email, 2)
        List<String> ids = server.rows('select id from mail where recipient = ? order by id', [email])*.id

        when:
        server.execute('update mail set body = (select body from mail where id = ?) where id = ?', ids)
        outbox.find(ids[1])

        then:
        thrown(IllegalStateException)
    }
}
