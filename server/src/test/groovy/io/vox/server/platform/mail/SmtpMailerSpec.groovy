package io.vox.server.platform.mail

import static io.vox.server.support.Fixture.PASSWORD

import com.icegreen.greenmail.configuration.GreenMailConfiguration
import com.icegreen.greenmail.util.GreenMail
import com.icegreen.greenmail.util.GreenMailUtil
import com.icegreen.greenmail.util.ServerSetup
import io.vox.server.support.Api
import io.vox.server.support.TestServer
import jakarta.mail.internet.MimeMessage
import jakarta.mail.internet.MimeMultipart
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** Mails by a real mail server, which is down at first. */
class SmtpMailerSpec extends Specification {
    @Shared
    GreenMail greenMail = newMailServer(0)

    @Shared
    @AutoCleanup
    TestServer server

    PollingConditions soon = new PollingConditions(timeout: 60)

    void setupSpec() {
        greenMail.start()
        server = TestServer.start([
            'vox.mail.smtp-host': '127.0.0.1',
            'vox.mail.smtp-port': greenMail.smtp.port,
            'vox.mail.smtp-security': 'NONE',
            'vox.mail.smtp-username': 'vox',
            'vox.mail.smtp-password': 'mail-password',
            'vox.mail.timeout': '20s',
            'vox.mail.from': 'Vox <vox@vox.example>',
            'vox.public-url': 'https://vox.example/',
        ])
        server.fixture().setUp()
    }

    void cleanupSpec() {
        greenMail.stop()
    }

    def "a registration is proved by the mail that arrives"() {
        given:
        String email = server.fixture().newEmail()
        Map waiting = register(email)

        when:
        MimeMessage message = received(email)
        MimeMultipart parts = message.content as MimeMultipart
        String text = parts.getBodyPart(0).content
        String html = parts.getBodyPart(1).content

        then:
        message.subject == 'Confirm your address'
        message.from*.toString() == ['Vox <vox@vox.example>']
        message.allRecipients*.toString() == [email]
        message.getHeader('Auto-Submitted') == ['auto-generated']
        message.messageID ==~ /<mai_[0-9a-z]{26}@vox>/
        parts.contentType.startsWith('multipart/alternative')
        text.contains('https://vox.example/verify#')
        html.contains('<a href="https://vox.example/verify#')

        and:
        String code = (text =~ /(?m)^(\d{6})\r?$/).with { it.find(); it.group(1) }
        server.api().post('/auth/verify', [verificationId: waiting.id, code: code]).ok.user.email == email
    }

    def "what was delivered is erased here"() {
        given:
        String email = server.fixture().newEmail()
        register(email)
        received(email)

        expect:
        soon.eventually {
            Map row = server.rows('select * from mail where recipient = ?', [email])[0]
            assert row.status == 'SENT'
            assert row.body == null
        }
        Api admin = server.fixture().admin().api
        String id = admin.get('/admin/mails').ok.data.find { it.recipient == email }.id
        with(admin.get("/admin/mails/$id").ok as Map) {
            text == null
            html == null
            mail.status == 'SENT'
        }
    }

    def "a mail server that is down loses nothing"() {
        given:
        String email = server.fixture().newEmail()
        int port = greenMail.smtp.port
        greenMail.stop()

        when:
        register(email)

        then:
        soon.eventually {
            Map row = server.rows('select * from mail where recipient = ?', [email])[0]
            assert row.status == 'QUEUED'
            assert row.attempts >= 1
            assert row.body != null
        }

        when:
        greenMail = newMailServer(port)
        greenMail.start()
        server.execute('update mail set next_try_at = now() where recipient = ?', [email])

        then:
        received(email) != null
    }

    def "administrators set another mail server while the server runs (ACS-ADMIN-01)"() {
        given:
        TestServer other = TestServer.start([:])
        other.fixture().setUp()
        Api admin = other.fixture().admin().api
        String email = other.fixture().newEmail()

        when:
        set(admin, ['mail.smtp-host': '127.0.0.1', 'mail.smtp-port': greenMail.smtp.port, 'mail.smtp-security': 'NONE', 'mail.smtp-username': 'vox',
                    'mail.smtp-password': 'mail-password', 'mail.from': 'other@vox.example'])
        other.api().post('/auth/register', [email: email, name: 'Ada', password: PASSWORD]).ok

        then:
        received(email).from*.toString() == ['other@vox.example']

        when: "the same again changes nothing"
        set(admin, ['mail.smtp-host': '127.0.0.1'])

        then:
        logIn(admin) == [true, true]

        when: "another one is not told what the one before was told"
        set(admin, ['mail.smtp-host': 'mail.other.example'])

        then:
        logIn(admin) == [false, false]
        other.rows("select target_id from audit_event where action = 'setting.removed'")*.target_id.toSet() == ['mail.smtp-username', 'mail.smtp-password'] as Set

        when: "nor is the configured one"
        set(admin, ['mail.smtp-username': 'vox', 'mail.smtp-password': 'mail-password'])
        admin.delete('/admin/settings/mail.smtp-host').status == 204

        then:
        logIn(admin) == [false, false]

        cleanup:
        other?.close()
    }

    def "a mail server that administrators set is not told the password of the configured one"() {
        given:
        Api admin = server.fixture().admin().api
        List<String> said = Collections.synchronizedList([])
        ServerSocket mailServer = new ServerSocket(0, 50, InetAddress.loopbackAddress)
        Thread.startVirtualThread { listen(mailServer, said) }

        when:
        set(admin, ['mail.smtp-host': 'localhost', 'mail.smtp-port': mailServer.localPort])
        register(server.fixture().newEmail())

        then:
        soon.eventually { assert said.any { it.startsWith('MAIL FROM') } }
        said.every { !it.startsWith('AUTH') }

        cleanup:
        ['mail.smtp-host', 'mail.smtp-port'].each { admin.delete("/admin/settings/$it") }
        mailServer?.close()
    }

    def "after fifteen tries a mail is given up, and its text erased"() {
        given:
        MailOutbox outbox = server.bean(MailOutbox)
        MailTransport broken = Stub(MailTransport) {
            deliver(_) >> { throw new MailTransportException('down', new IOException('down')) }
        }
        MailSender sender = new MailSender(outbox, broken, server.bean(MailConfiguration))
        String email = server.fixture().newEmail()
        // In one transaction of its own, taken before the server's own sender does.
        server.execute("insert into mail (id, recipient, subject, body, attempts, next_try_at) values (?, ?, 'x', ?, 14, now() + interval '1 hour')",
                ['mai_01kaj3qd6v0m5r8y2b4n7c9e1f', email, sealed('mai_01kaj3qd6v0m5r8y2b4n7c9e1f')])

        when:
        MailOutbox.Due due = new MailOutbox.Due('mai_01kaj3qd6v0m5r8y2b4n7c9e1f', email, 'x', sealed('mai_01kaj3qd6v0m5r8y2b4n7c9e1f'), 15)
        boolean sent = sender.send(due)

        then:
        !sent
        with(server.rows('select * from mail where recipient = ?', [email])[0]) {
            status == 'FAILED'
            body == null
        }
    }

    /** A mail server that has its time to start: one second is what it has otherwise. */
    private static GreenMail newMailServer(int port) {
        ServerSetup setup = new ServerSetup(port, '127.0.0.1', ServerSetup.PROTOCOL_SMTP)
        setup.serverStartupTimeout = 30_000
        new GreenMail(setup).withConfiguration(new GreenMailConfiguration().withUser('vox', 'mail-password'))
    }

    /** A mail server that asks for a password and takes every mail; ends with its socket. */
    private static void listen(ServerSocket mailServer, List<String> said) {
        while (!mailServer.closed) {
            try {
                mailServer.accept().withStreams { input, output ->
                    Closure<Void> say = { String line -> output.write("$line\r\n".bytes); output.flush() }
                    boolean text = false
                    say('220 here')
                    input.eachLine('US-ASCII') { String line ->
                        text = text ? line != '.' : line == 'DATA'
                        if (!text || line == 'DATA') {
                            said << line
                            say(line.startsWith('EHLO') ? '250-here\r\n250 AUTH PLAIN LOGIN' : text ? '354 go on' : '250 ok')
                        }
                    }
                }
            } catch (IOException over) {
                return
            }
        }
    }

    private static void set(Api admin, Map<String, Object> settings) {
        settings.each { key, value -> assert admin.put("/admin/settings/$key", [value: value as String]).status == 204 }
    }

    /** Whether a user name and a password are set. */
    private static List<Boolean> logIn(Api admin) {
        List<Map> settings = admin.get('/admin/settings').ok.data
        ['mail.smtp-username', 'mail.smtp-password'].collect { key -> settings.find { it.key == key }.isSet }
    }

    private String sealed(String id) {
        server.bean(io.vox.server.platform.secret.SecretBox).seal(id, '{"text":"t","html":"h"}')
    }

    private Map register(String email) {
        server.api().post('/auth/register', [email: email, name: 'Ada', password: PASSWORD]).ok as Map
    }

    private MimeMessage received(String email) {
        soon.eventually { assert receivedNow(email) != null }
        receivedNow(email)
    }

    private MimeMessage receivedNow(String email) {
        greenMail.receivedMessages.find { GreenMailUtil.getAddressList(it.allRecipients) == email }
    }
}
