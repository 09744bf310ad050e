package io.vox.server.identity.session

import static io.vox.server.support.Fixture.PASSWORD

import io.vox.server.platform.access.ClientAddress
import io.vox.server.platform.home.StartException
import io.vox.server.platform.home.StoppedClock
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.time.Duration
import java.time.Instant
import java.time.temporal.ChronoUnit
import java.util.concurrent.Callable
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** CALY-AUTH-11: who guesses is slowed down, by account and by address, and learns nothing by it. */
class LogInGuardSpec extends Specification {
    /** A door is closed for seconds: they pass when the spec says so. */
    static final String NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()

    @Shared
    @AutoCleanup
    TestServer server = TestServer.start([
        'test.stopped-clock': NOW,
        'vox.trusted-proxies': ['127.0.0.1', '::1'],
        'vox.identity.guard.account-failures': 12,
        'vox.identity.guard.address-failures': 20,
    ])

    static final ExecutorService GUESSES = Executors.newFixedThreadPool(24)

    static int address = 0

    Fixture fixture = server.fixture()
    Fixture.Person person
    String from = newAddress()

    void setupSpec() {
        server.fixture().setUp()
    }

    void cleanupSpec() {
        GUESSES.shutdown()
    }

    void setup() {
        person = fixture.person()
    }

    def "after five wrong passwords even the right one has to wait"() {
        expect:
        5.times { assert logIn(person.email, 'wrong password').code == 'credentials_wrong' }
        with(logIn(person.email, PASSWORD)) {
            status == 429
            code == 'rate_limited'
            (header('Retry-After') as int) >= 1
        }

        and: "every further one waits longer"
        closed() == 1
        pass(1)
        logIn(person.email, 'wrong password').code == 'credentials_wrong'
        closed() == 2
        pass(2)
        logIn(person.email, 'wrong password').code == 'credentials_wrong'
        closed() == 4

        and: "who knows it in the end begins anew"
        pass(4)
        logIn(person.email, PASSWORD).status == 200
        4.times { assert logIn(person.email, 'wrong password').code == 'credentials_wrong' }
        logIn(person.email, PASSWORD).status == 200
    }

    def "it is the same for an account that is not there"() {
        given:
        String nobody = fixture.newEmail()

        expect:
        5.times { assert logIn(nobody, 'wrong password').code == 'credentials_wrong' }
        logIn(nobody, 'wrong password').code == 'rate_limited'
    }

    def "whoever guesses from elsewhere does not shut the owner out"() {
        given:
        String owner = newAddress()
        6.times { logIn(person.email, 'wrong password') }

        expect:
        logIn(person.email, PASSWORD).status == 429
        logIn(person.email, PASSWORD, owner).status == 200
    }

    def "who guesses many times at once learns no more"() {
        when:
        List<Api.Answer> answers = (1..24).collect { GUESSES.submit({ guess() } as Callable<Api.Answer>) }*.get()

        then:
        answers*.status.unique().sort() == [401, 429]
        answers.count { it.status == 401 } <= 12
    }

    def "who guesses at one account from many addresses is slowed down as well"() {
        when:
        List<Integer> statuses = (1..14).collect { logIn(person.email, 'wrong password', newAddress()).status }

        then:
        statuses.take(12).unique() == [401]
        statuses.last() == 429
    }

    def "whoever fails on purpose from many addresses does not shut the owner out where the owner was before"() {
        given:
        String home = newAddress()
        logIn(person.email, PASSWORD, home).ok
        String nobody = fixture.newEmail()
        12.times { [person.email, nobody].each { logIn(it, 'wrong password', newAddress()) } }

        expect: "elsewhere the right password is told what a wrong one is, and what nobody's is"
        [logIn(person.email, PASSWORD, newAddress()), logIn(person.email, 'wrong password', newAddress()), logIn(person.email, 'wrong password', home),
         logIn(nobody, 'wrong password', newAddress())].every { it.status == 429 && it.code == 'rate_limited' }

        and:
        logIn(person.email, PASSWORD, home).status == 200
        server.api().post('/auth/token', [email: person.email, password: PASSWORD], ['X-Forwarded-For': home]).status == 200

        and: "whoever guesses there is slowed down there"
        4.times { assert logIn(person.email, 'wrong password', home).status == 429 }
        logIn(person.email, 'wrong password', home).status == 429
        logIn(person.email, PASSWORD, home).status == 429
    }

    def "who is shut out elsewhere gets in by a mail, and by the password from then on"() {
        given:
        String hotel = newAddress()
        12.times { logIn(person.email, 'wrong password', newAddress()) }
        Map from = ['X-Forwarded-For': hotel]

        expect:
        logIn(person.email, PASSWORD, hotel).status == 429
        server.api().post('/auth/password-reset', [email: person.email], from).status == 204
        server.api().post('/auth/password-reset/confirm', [token: fixture.mailTo(person.email).token, password: 'staple battery horse correct'], from).ok
        logIn(person.email, 'staple battery horse correct', hotel).status == 200
        logIn(person.email, 'staple battery horse correct', newAddress()).status == 429
    }

    def "who guesses at many accounts from one address is slowed down as well"() {
        when:
        List<Integer> statuses = (1..22).collect { logIn(fixture.newEmail(), 'wrong password').status }

        then:
        statuses.take(20).unique() == [401]
        statuses.last() == 429
        logIn(person.email, PASSWORD).status == 429
        logIn(person.email, PASSWORD, newAddress()).status == 200
    }

    def "a header from somebody who is no proxy of ours says nothing about the address"() {
        given:
        TestServer direct = TestServer.start(['test.stopped-clock': NOW], server)

        when:
        List<Integer> statuses = (1..6).collect {
            direct.api().post('/auth/login', [email: person.email, password: 'wrong password'], ['X-Forwarded-For': newAddress()]).status
        }

        then:
        statuses.last() == 429

        cleanup:
        direct?.close()
    }

    def "of what proxies say, #headers, the address #expected counts"() {
        when:
        server.api().post('/auth/login', [email: person.email, password: PASSWORD], headers).ok

        then:
        server.rows("select address from audit_event where action = 'session.begun' and target_id = ?", [person.user.id().value()])*.address == [expected]

        where: "headers of names that differ in case are lines of one header"
        headers                                                              || expected
        ['X-Forwarded-For': '9.9.9.9, 7.7.7.7']                              || '7.7.7.7'
        ['X-Forwarded-For': '9.9.9.9', 'x-forwarded-for': '7.7.7.7']         || '7.7.7.7'
        ['X-Forwarded-For': '7.7.7.7', 'x-forwarded-for': '0:0:0:0:0:0:0:1'] || '7.7.7.7'
        ['X-Forwarded-For': '9.9.9.9, 7.7.7.7:5678, [::1]:5678']             || '7.7.7.7'
        ['X-Forwarded-For': '[2001:db8::7]:443']                             || '2001:db8:0:0:0:0:0:0'
        ['X-Forwarded-For': '7.7.7.7, nobody.example']                       || '127.0.0.1'
    }

    def "a trusted proxy that is no address stops the start"() {
        when:
        new ClientAddress(['127.0.0.1', 'proxy.example'])

        then:
        StartException e = thrown()
        e.message.contains('proxy.example')
    }

    private Api.Answer logIn(String email, String password, String by = from) {
        server.api().post('/auth/login', [email: email, password: password], ['X-Forwarded-For': "6.6.6.6, $by" as String])
    }

    /** A wrong guess, made again as long as too many passwords are looked at. */
    private Api.Answer guess() {
        Api.Answer answer = logIn(person.email, 'wrong password')
        answer.status == 503 ? guess() : answer
    }

    private static String newAddress() {
        address++
        "10.1.${address.intdiv(250)}.${address % 250 + 1}"
    }

    /** For how many seconds the door is closed that is closed longest. */
    private double closed() {
        server.rows('select extract(epoch from max(closed_until) - ?::timestamptz) as s from throttle', ["${server.bean(StoppedClock).instant()}" as String])[0].s as double
    }

    private boolean pass(int seconds) {
        server.bean(StoppedClock).advance(Duration.ofSeconds(seconds))
        true
    }
}
