package io.vox.server.identity.entry

import static io.vox.server.support.Fixture.PASSWORD

import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.time.Duration
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Shared
import spock.lang.Specification

/** ORB-AUTH-01, CALY-AUTH-02, -03, ACS-AUTH-01, RES-17, VOX-USER-02. */
class RegistrationApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    @Shared
    Fixture fixture = server.fixture()

    Api api = server.api()
    String email = fixture.newEmail()

    def "who enters the code of the mail has an account, which is Basic and nobody's administrator"() {
        given:
        Map waiting = register()
        Map mail = fixture.mailTo(email)

        when:
        Map tokens = verify(verificationId: waiting.id, code: mail.code).ok as Map

        then:
        Map me = server.api(tokens.accessToken as String).get('/me').ok as Map
        me.user.findAll { it.key in ['email', 'name', 'role', 'isAdmin', 'status'] } ==
                [email: email, name: 'Ada Lovelace', role: 'BASIC', isAdmin: false, status: 'ACTIVE']
        me.user.username ==~ /[a-z][a-z0-9-]+/
        me.workspace.kind == 'PERSONAL'
        me.workspaceRole == 'OWNER'
        api.post('/auth/login', [email: email.toUpperCase(), password: PASSWORD]).status == 200

        and: "what waits says for how long"
        Duration.between(Instant.now(), Instant.parse(waiting.codeExpiresAt as String)) <= Duration.ofMinutes(10)
        Duration.between(Instant.now(), Instant.parse(waiting.expiresAt as String)) <= Duration.ofHours(24)
    }

    def "the link does the same, and either ends the other"() {
        given:
        Map waiting = register()
        Map mail = fixture.mailTo(email)
        List<Map> proofs = [[token: mail.token], [verificationId: waiting.id, code: mail.code]]

        expect:
        verify(linkFirst ? proofs[0] : proofs[1]).status == 200
        verify(linkFirst ? proofs[1] : proofs[0]).code == 'verification_invalid'
        verify(linkFirst ? proofs[0] : proofs[1]).code == 'verification_invalid'

        where:
        linkFirst << [true, false]
    }

    def "there is no account before the proof"() {
        given:
        register()

        expect:
        api.post('/auth/login', [email: email, password: PASSWORD]).code == 'credentials_wrong'
        server.rows('select 1 from app_user where email = ?', [email]).empty
    }

    def "somebody who has an account is told by mail and by nothing else"() {
        given:
        Fixture.Person owner = fixture.person()

        when:
        Api.Answer taken = api.post('/auth/register', [email: owner.email, name: 'Mallory', password: PASSWORD])
        Map mail = fixture.mailTo(owner.email)

        then:
        taken.status == 200
        (taken.json as Map).keySet() == register().keySet()
        mail.subject == 'You have an account already'
        mail.code == null
        !mail.text.contains('Mallory')

        and: "codes are wrong in the same words"
        verify(verificationId: (taken.json as Map).id, code: '000000').code == 'verification_invalid'
    }

    def "a registration of somebody else's does not disturb one's own"() {
        given:
        Map mine = register()
        Map mail = fixture.mailTo(email)

        when: "somebody else registers with the address and another password"
        Map theirs = api.post('/auth/register', [email: email, name: 'Mallory', password: 'another password of mine']).ok as Map
        fixture.mailTo(email, 2)

        then: "my code is nothing to theirs, and mine still works, with my password"
        verify(verificationId: theirs.id, code: mail.code).code == 'verification_invalid'
        verify(verificationId: mine.id, code: mail.code).ok.user.name == 'Ada Lovelace'
        api.post('/auth/login', [email: email, password: PASSWORD]).status == 200
        api.post('/auth/login', [email: email, password: 'another password of mine']).code == 'credentials_wrong'
    }

    def "five wrong codes end the code, however many are tried at once"() {
        given:
        Map waiting = register()
        Map mail = fixture.mailTo(email)
        String wrong = mail.code == '123456' ? '654321' : '123456'

        when:
        Callable<Api.Answer> guess = { verify(verificationId: waiting.id, code: wrong) }
        List<Api.Answer> answers = Executors.newVirtualThreadPerTaskExecutor().withCloseable { it.invokeAll([guess] * 8)*.get() }

        then:
        answers*.status.unique() == [401]
        verify(verificationId: waiting.id, code: mail.code).code == 'verification_invalid'

        and: "the link was not guessed at"
        verify(token: mail.token).status == 200
    }

    def "a code is over after 10 minutes, a link after a day"() {
        given:
        Map waiting = register()
        Map mail = fixture.mailTo(email)

        when:
        server.execute("update registration set code_expires_at = now() - interval '1 second' where id = ?", [waiting.id])

        then:
        verify(verificationId: waiting.id, code: mail.code).code == 'verification_invalid'

        when:
        server.execute("update registration set expires_at = now() - interval '1 second' where id = ?", [waiting.id])

        then:
        verify(token: mail.token).code == 'verification_invalid'
        api.post('/auth/request-otp', [verificationId: waiting.id]).code == 'verification_invalid'

        and: "it is forgotten"
        server.bean(ExpiredRegistrationsReaper).runOnce() >= 1
        server.rows('select 1 from registration where id = ?', [waiting.id]).empty
    }

    def "another mail can be had after a minute, and ends the one before"() {
        given:
        Map waiting = register()
        Map first = fixture.mailTo(email)

        expect:
        with(api.post('/auth/request-otp', [verificationId: waiting.id])) {
            status == 429
            code == 'rate_limited'
            (header('Retry-After') as int) in 1..60
        }

        when:
        server.execute("update registration set mailed_at = now() - interval '61 seconds' where id = ?", [waiting.id])
        api.post('/auth/request-otp', [verificationId: waiting.id]).ok
        Map second = fixture.mailTo(email, 2)

        then:
        verify(token: first.token).code == 'verification_invalid'
        second.code == first.code || verify(verificationId: waiting.id, code: first.code).code == 'verification_invalid'
        verify(verificationId: waiting.id, code: second.code).status == 200
    }

    def "nobody gets more than five mails in an hour, whoever asks for them"() {
        given:
        5.times { register() }

        expect:
        with(api.post('/auth/register', [email: email, name: 'Ada', password: PASSWORD])) {
            status == 429
            code == 'rate_limited'
        }
        api.post('/auth/password-reset', [email: email]).status == 429
        fixture.mailsTo(email) == 5
    }

    def "the password #password is refused: #reason"() {
        when:
        Api.Answer answer = api.post('/auth/register', [email: 'grace.hopper@vox.example', name: 'Grace', password: password])

        then:
        answer.code == 'validation_failed'
        answer.json.details == [[pointer: '/password', reason: reason]]

        where:
        password                 || reason
        'aaaaaaaaaaaabbbb'       || 'must have at least 5 different characters'
        'abcdefghijklmn'         || 'must have 20 characters, or two of letters, digits and other characters'
        '384726153948'           || 'must have 20 characters, or two of letters, digits and other characters'
        'Password1234!'          || 'is one of those that everybody tries first'
        'xx-hopper-2026'         || 'must not have name or address in it'
    }

    def "#what is no address"() {
        expect:
        api.post('/auth/register', [email: address, name: 'Ada', password: PASSWORD]).code == 'validation_failed'

        where:
        what              | address
        'two of them'     | 'a@vox.example,b@vox.example'
        'with a header'   | 'a@vox.example\r\nBcc: b@vox.example'
        'with a name'     | 'Ada <a@vox.example>'
        'with a comment'  | 'a(x)@vox.example'
        'with an encoded line break' | 'a%0d%0aBcc:b@vox.example'
    }

    def "an address that nobody proved is sent nothing that whoever registered wrote"() {
        when:
        api.post('/auth/register', [email: email, name: 'Cheap pills: https://evil.example', password: PASSWORD]).ok

        then:
        !fixture.mailTo(email).text.contains('pills')
    }

    def "a name with line breaks and markup is text and nothing more"() {
        given:
        api.post('/auth/register', [email: email, name: 'Ada\r\nBcc: b@vox.example\r\n\r\n<b>https://evil.example</b>', password: PASSWORD]).ok
        verify(token: fixture.mailTo(email).token).ok

        when:
        api.post('/auth/password-reset', [email: email])
        Map mail = fixture.mailTo(email, 2)
        String html = fixture.admin().api.get("/admin/mails/$mail.id").ok.html

        then:
        mail.text.contains('Hello Ada Bcc: b@vox.example <b>https://evil.example</b>,')
        !html.contains('<b>')
        html.contains('&lt;b&gt;')
    }

    def "of several registrations that are proved at once one makes the account"() {
        given:
        List<Map> proofs = (1..4).collect { number ->
            Map waiting = register()
            [verificationId: waiting.id, code: fixture.mailTo(email, number).code]
        }

        when:
        List<Api.Answer> answers = Executors.newVirtualThreadPerTaskExecutor().withCloseable { pool ->
            pool.invokeAll(proofs.collect { proof -> { -> verify(proof) } as Callable<Api.Answer> })*.get()
        }

        then:
        answers*.status.sort() == [200, 401, 401, 401]
    }

    def "nobody becomes more by saying so"() {
        when:
        Api.Answer answer = api.post('/auth/register', [email: email, name: 'Ada', password: PASSWORD, isAdmin: true, admin: true,
                                                        standing: 'PRINCIPAL', plan: 'PREMIUM', role: 'FELLOW', status: 'ACTIVE'])

        then:
        answer.status == 400 || verify(token: fixture.mailTo(email).token).ok.user.with { !it.isAdmin && it.role == 'BASIC' }
    }

    def "a proof is a token, or a registration with a code, and nothing else"() {
        expect:
        verify(body).code == 'validation_failed'

        where:
        body << [[:], [code: '123456'], [token: 'x', code: '123456', verificationId: 'chl_01kaj3qd6v0m5r8y2b4n7c9e1f'], [verificationId: 'chl_01kaj3qd6v0m5r8y2b4n7c9e1f', code: '12345']]
    }

    private Map register() {
        api.post('/auth/register', [email: email, name: 'Ada Lovelace', password: PASSWORD]).ok as Map
    }

    private Api.Answer verify(Map proof) {
        api.post('/auth/verify', proof)
    }
}
