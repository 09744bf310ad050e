package io.vox.sdk

import com.sun.net.httpserver.HttpExchange
import io.vox.sdk.model.Claim
import io.vox.sdk.model.LogInRequest
import io.vox.sdk.model.NewProject
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(60)
class TransportSpec extends Specification {
    static final Map PROJECT = [id: 'prj_01kaj3qd6v0m5r8y2b4n7c9e1f', name: 'Shop', isDefault: false, workflowCount: 0, createdAt: '2026-11-21T14:30:00Z']

    @AutoCleanup
    FakeServer server = new FakeServer()

    List<Duration> pauses = new CopyOnWriteArrayList<>()

    def "a call carries the token and says which program it comes from"() {
        given:
        server.answer(200, PROJECT)

        when:
        def project = vox().projects().getProject(PROJECT.id)

        then:
        project.name == 'Shop'
        with(server.calls[0]) {
            method == 'GET'
            path == '/api/v1/projects/prj_01kaj3qd6v0m5r8y2b4n7c9e1f'
            header('Authorization') == 'Bearer secret'
            header('User-Agent') ==~ /shop-checks\/1\.2 vox-sdk-java\/\S+ \(Java .+; .+\)/
        }
    }

    def "without a token none is sent, and a path before the API is kept"() {
        given:
        server.answer(200, PROJECT)

        when:
        Vox.at("$server.url/behind/proxy/").projects().getProject('prj_1')

        then:
        server.calls[0].path == '/behind/proxy/api/v1/projects/prj_1'
        server.calls[0].header('Authorization') == null
    }

    def "reading is repeated after #status #code: #tries tries"() {
        given:
        tries.times { server.problem(status, code) }

        when:
        vox().projects().getProject('prj_1')

        then:
        ProblemException e = thrown()
        e.code() == code
        server.calls.size() == tries
        pauses.size() == tries - 1

        where:
        status | code                   || tries
        429    | 'rate_limited'         || 3
        500    | 'internal_error'       || 3
        502    | 'http_502'             || 3
        503    | 'database_unavailable' || 3
        504    | 'http_504'             || 3
        409    | 'idempotency_in_flight'|| 3
        409    | 'lease_lost'           || 1
        400    | 'validation_failed'    || 1
        404    | 'project_not_found'    || 1
        412    | 'version_mismatch'     || 1
    }

    def "a call succeeds when a later try does"() {
        given:
        server.problem(503, 'unavailable').answer(502, '<h1>Bad gateway</h1>').answer(200, PROJECT)

        expect:
        vox().projects().getProject('prj_1').name == 'Shop'
        pauses.size() == 2
    }

    def "pauses double, with jitter, and grow to 8 s at most"() {
        given:
        8.times { server.problem(503, 'unavailable') }

        when:
        vox().toBuilder().retries(7).build().projects().getProject('prj_1')

        then:
        thrown(ServerException)
        [pauses*.toMillis()*.intValue(), [500, 1000, 2000, 4000, 8000, 8000, 8000]].transpose().every { it[0] in (it[1].intdiv(2))..(it[1]) }
    }

    def "the server says how long to wait: #header"() {
        given:
        server.problem(429, 'rate_limited', 'Retry-After': header).answer(200, PROJECT)

        when:
        vox().projects().getProject('prj_1')

        then:
        pauses.size() == 1
        pauses[0].toMillis().intValue() in millis

        where:
        header                          || millis
        '7'                             || 7000..7500
        'Sat, 21 Nov 2026 14:30:09 GMT' || 9000..9500
        'Sat, 21 Nov 2026 14:00:00 GMT' || 250..500
        'soon'                          || 250..500
    }

    def "who is asked to wait longer than a minute is told at once"() {
        given:
        server.problem(429, 'rate_limited', 'Retry-After': '61')

        when:
        vox().projects().getProject('prj_1')

        then:
        RateLimitedException e = thrown()
        e.retryAfter().get() == Duration.ofSeconds(61)
        pauses.empty
    }

    def "what makes something carries a key, the same in each try, and another in the next call"() {
        given:
        server.problem(503, 'unavailable').handle { throw new IOException('cut') }.answer(201, PROJECT).answer(201, PROJECT)

        when:
        2.times { vox().projects().createProject(new NewProject().name('Shop'), null) }

        then:
        def keys = server.calls*.header('Idempotency-Key')
        keys[0] ==~ /[!-~]{8,100}/
        keys[0] == keys[1]
        keys[1] == keys[2]
        keys[2] != keys[3]
        server.calls*.json.every { it == [name: 'Shop'] }
    }

    def "a key of the caller's is kept"() {
        given:
        server.answer(201, PROJECT)

        when:
        vox().projects().createProject(new NewProject().name('Shop'), 'my-own-key-1')

        then:
        server.calls*.header('Idempotency-Key') == ['my-own-key-1']
    }

    def "what must not happen twice is not repeated: #what"() {
        given:
        server.problem(503, 'unavailable')

        when:
        call(vox())

        then:
        thrown(ServerException)
        server.calls*.toString() == [what]
        server.calls[0].header('Idempotency-Key') == null

        where:
        what                              | call
        'POST /api/v1/auth/login'         | { it.auth().logIn(new LogInRequest().email('a@b.example').password('x')) }
        'POST /api/v1/eval-agents/claim'  | { it.daemon().claimJob(new Claim().session('s')) }
    }

    def "a POST that changes nothing the second time is repeated"() {
        given:
        server.problem(503, 'unavailable').answer(200, [:])

        when:
        vox().jobs().cancelJob('job_1')

        then:
        server.calls*.toString() == ['POST /api/v1/jobs/job_1/cancel'] * 2
    }

    def "a connection that is cut in the middle of an answer is a failure of the network, and reading is repeated"() {
        given:
        server.handle { HttpExchange exchange ->
            exchange.sendResponseHeaders(200, 1000)
            exchange.responseBody.write('{"id":'.bytes)
            exchange.responseBody.flush()
            throw new IOException('cut')
        }
        server.answer(200, PROJECT)

        expect:
        vox().projects().getProject('prj_1').name == 'Shop'
        server.calls.size() == 2
    }

    def "where nothing answers, the message says so"() {
        given:
        def url = server.url
        server.close()

        when:
        vox(url).projects().getProject('prj_1')

        then:
        NetworkException e = thrown()
        e.message == "Nothing answers at ${URI.create(url).authority}."
        e.isTransient()
        pauses.size() == 2
    }

    def "a host without an address is named"() {
        when:
        vox('http://no-such-host.invalid').toBuilder().retries(0).build().projects().getProject('prj_1')

        then:
        NetworkException e = thrown()
        e.message == 'The host of no-such-host.invalid is not known.'
    }

    def "a server that falls silent #when its answer is given up after the timeout"() {
        given:
        def done = new CountDownLatch(1)
        server.handle { HttpExchange exchange ->
            if (sends) {
                exchange.sendResponseHeaders(200, 1000)
                exchange.responseBody.write('{"id":'.bytes)
                exchange.responseBody.flush()
            }
            done.await(30, TimeUnit.SECONDS)
            exchange.close()
        }

        when:
        vox().toBuilder().retries(0).timeout(Duration.ofMillis(300)).build().projects().getProject('prj_1')

        then:
        NetworkException e = thrown()
        e.message.contains('did not answer')

        cleanup:
        done.countDown()

        where:
        when     | sends
        'before' | false
        'within' | true
    }

    def "a thread that is interrupted stops waiting, and stays interrupted"() {
        given:
        def done = new CountDownLatch(1)
        def asked = new CountDownLatch(1)
        server.handle { asked.countDown(); done.await(30, TimeUnit.SECONDS) }
        def failure = null
        def interrupted = false
        def thread = Thread.start {
            try {
                vox().projects().getProject('prj_1')
            } catch (VoxException e) {
                failure = e
                interrupted = Thread.currentThread().interrupted
            }
        }

        when:
        asked.await(30, TimeUnit.SECONDS)
        thread.interrupt()
        thread.join(30_000)

        then:
        failure instanceof CanceledException
        interrupted

        cleanup:
        done.countDown()
    }

    def "a refused token is replaced and the call sent again, once"() {
        given:
        def refused = []
        def tokens = [token: { Optional.of('old') }, refresh: { String it -> refused << it; Optional.of('new') }] as TokenSource
        server.problem(401, 'unauthenticated').answer(201, PROJECT).problem(401, 'unauthenticated').problem(401, 'unauthenticated')
        def vox = vox().toBuilder().tokens(tokens).build()

        when:
        vox.projects().createProject(new NewProject().name('Shop'), null)

        then:
        server.calls*.header('Authorization') == ['Bearer old', 'Bearer new']
        refused == ['old']
        pauses.empty

        when:
        vox.projects().getProject('prj_1')

        then:
        thrown(UnauthenticatedException)
        server.calls.size() == 4
    }

    def "a refused token without another is the end"() {
        given:
        server.problem(401, 'unauthenticated')

        when:
        vox().projects().getProject('prj_1')

        then:
        UnauthenticatedException e = thrown()
        e.code() == 'unauthenticated'
        server.calls.size() == 1
    }

    def "a claim waits longer than other calls where its caller says so, on the same connections"() {
        given:
        server.handle { HttpExchange exchange ->
            exchange.sendResponseHeaders(204, -1)
            exchange.close()
        }
        def hasty = vox().toBuilder().timeout(Duration.ofMillis(1)).build()

        expect:
        hasty.toBuilder().timeout(Duration.ofSeconds(45)).build().daemon().claimJob(new Claim().session('s').waitSeconds(30)) == null
        hasty.options().timeout() == Duration.ofMillis(1)
        server.calls[0].json == [session: 's', waitSeconds: 30]
    }

    private Vox vox(String url = server.url) {
        Vox.builder().url(url).token('secret').userAgent('shop-checks/1.2')
                .clock(Clock.fixed(Instant.parse('2026-11-21T14:30:00Z'), ZoneOffset.UTC))
                .sleeper { pauses << it }
                .build()
    }
}
