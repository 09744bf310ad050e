package io.vox.server.platform.quota

import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.time.Instant
import java.time.temporal.ChronoUnit
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** ORB-AUTH-05, VOX-KEY-06, -08: limits are counted for all servers together, and told with every answer. */
class RequestLimitsSpec extends Specification {
    /** All of the spec falls into one minute, and one month. */
    static final Map STOPPED = ['test.stopped-clock': Instant.now().truncatedTo(ChronoUnit.MINUTES).toString()]

    @Shared
    @AutoCleanup
    TestServer server = TestServer.start(STOPPED)

    @Shared
    @AutoCleanup
    TestServer other = TestServer.start(STOPPED, server)

    @Shared
    Api admin

    Fixture.Person person

    void setupSpec() {
        server.fixture().setUp()
        admin = server.fixture().admin().api
    }

    void setup() {
        person = server.fixture().person()
    }

    def "of 130 requests at once with a key, at two servers, exactly so many pass as are allowed in a minute, and no more"() {
        given:
        String secret = person.api.post('/api-keys', [name: 'x']).ok.secret
        List<Api> apis = [server.api(secret), other.api(secret)]
        Callable<List<Integer>> ask = { (1..13).collect { apis[it % 2].get('/me').status } }

        when:
        List<Integer> statuses = Executors.newFixedThreadPool(10).with { pool ->
            try {
                pool.invokeAll([ask] * 10)*.get().flatten() as List<Integer>
            } finally {
                pool.shutdown()
            }
        }

        then:
        statuses.unique(false).sort() == [200, 429]
        // What one server has in hand is not given to the other.
        statuses.count(200) in 90..100
    }

    def "the 101st request with a key has to wait, and every answer says how much is left"() {
        given:
        Api key = server.api(person.api.post('/api-keys', [name: 'x']).ok.secret as String)

        when:
        List<Api.Answer> answers = (1..101).collect { key.get('/me') }

        then:
        answers.take(100)*.status.unique() == [200]
        answers[0].header('RateLimit-Limit') == '100'
        (answers[0].header('RateLimit-Remaining') as int) in 0..99
        (answers[0].header('RateLimit-Reset') as int) in 1..60
        with(answers.last()) {
            status == 429
            code == 'rate_limited'
            header('RateLimit-Remaining') == '0'
            (header('Retry-After') as int) in 1..60
        }

        and: "the person, other keys and eval agents go on"
        person.api.get('/me').status == 200
        server.api(person.api.post('/api-keys', [name: 'y']).ok.secret as String).get('/me').status == 200
        person.api.get('/me').header('RateLimit-Limit') == '3000'

        and: "it costs a write for ten of them at most"
        server.rows('select used from request_count where subject like ?', ['key_%']).every { (it.used as int) <= 100 }
    }

    def "an administrator raises a limit, which counts within seconds"() {
        given:
        Api key = server.api(person.api.post('/api-keys', [name: 'x']).ok.secret as String)

        when:
        admin.put('/admin/settings/limits.key-per-minute', [value: '7']).status == 204

        then: "at the server that was asked at once, at the other soon"
        key.get('/me').header('RateLimit-Limit') == '7'
        new PollingConditions(timeout: 60).eventually { assert other.api(key.token).get('/me').header('RateLimit-Limit') == '7' }

        cleanup:
        admin.delete('/admin/settings/limits.key-per-minute')
    }

    def "the month's requests of a plan end with a code of their own, for keys alone"() {
        given:
        admin.put('/admin/settings/limits.basic-per-month', [value: '20'])
        Api key = server.api(person.api.post('/api-keys', [name: 'x']).ok.secret as String)

        when:
        List<Api.Answer> answers = (1..21).collect { key.get('/me') }

        then:
        answers.take(20)*.status.unique() == [200]
        with(answers.last()) {
            status == 429
            code == 'quota_exhausted'
            (header('Retry-After') as int) in 1..(31 * 86400)
        }
        person.api.get('/me').status == 200

        and: "a plan that has more lets it go on"
        server.execute("update app_user set plan = 'PREMIUM' where id = ?", [person.user.id().value()])
        key.get('/me').status == 200

        cleanup:
        admin.delete('/admin/settings/limits.basic-per-month')
    }

    def "counts of minutes that are over are forgotten"() {
        given:
        server.execute("insert into request_count values ('somebody', now() - interval '5 minutes', 1, 1)")

        expect:
        server.bean(Class.forName('io.vox.server.platform.limit.RequestCountsReaper')).runOnce() >= 1
        server.rows("select 1 from request_count where subject = 'somebody'").empty
    }
}
