package io.vox.server.evaluation.job.queue

import groovy.json.JsonOutput
import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.TestServer
import java.time.Duration
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.Future
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** Two servers at one database: jobs are made at the first, agents wait at either (VOX-JOB-05). */
class LongPollSpec extends Specification {
    static final int MOST_MS = 100
    /** As long as a claim may wait. */
    static final int LONG = 30
    /** What happens by itself happens later than the spec. */
    static final Map ALONE = ['vox.evaluation.job.poll': '1m', 'vox.evaluation.job.reap': '5m']

    @Shared
    @AutoCleanup
    TestServer first = TestServer.start(ALONE)

    @Shared
    @AutoCleanup
    TestServer second = TestServer.start(ALONE, first)

    @AutoCleanup('shutdownNow')
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()

    PollingConditions soon = new PollingConditions(timeout: 30, delay: 0.01)

    @Shared
    JobFixture fixture

    @Shared
    JobFixture.Agent agent

    def setupSpec() {
        first.fixture().setUp()
        fixture = new JobFixture(first)
        agent = fixture.agent()
        // What is done for the first time takes its time.
        10.times {
            fixture.job()
            agent.at(it % 2 == 0 ? first : second).claim()
        }
    }

    def "an agent that waits at the #place server has a new job within 100 ms"() {
        given:
        TestServer server = place == 'same' ? first : second
        JobFixture.Agent waiting = agent.at(server)

        expect: "a machine may be busy now and then, so two of ten may take longer, and another ten count as well"
        (1..10).any { tenDelays(server, waiting).sort()[7] <= MOST_MS }

        where:
        place << ['same', 'other']
    }

    def "a job that is given back, and one that an agent lost, wake those who wait"() {
        given:
        fixture.job()
        Map held = agent.claim()
        Future<Map> claimed = threads.submit({ agent.at(second).claim(LONG) } as Callable<Map>)
        awaitWaiters(second, 1)

        when:
        agent.release(held).ok
        Map again = claimed.get()

        then:
        again.jobId == held.jobId

        when:
        fixture.expire(held.jobId)
        claimed = threads.submit({ agent.at(second).claim(LONG) } as Callable<Map>)
        awaitWaiters(second, 1)
        first.bean(JobReaper).runOnce()

        then:
        with(claimed.get()) {
            jobId == held.jobId
            attempt == 2
        }
    }

    def "two wait and one job comes: one has it, and the other goes on waiting"() {
        given:
        JobFixture.Agent other = fixture.agent(token: agent.api.token, name: 'runner-2')
        List<Future<Map>> claims = [agent, other.at(second)].collect { one -> threads.submit({ one.claim(LONG) } as Callable<Map>) }
        awaitWaiters(first, 1)
        awaitWaiters(second, 1)

        when:
        String id = fixture.job()

        then:
        soon.eventually { assert claims.count { it.done } == 1 }
        claims.find { it.done }.get().jobId == id

        when:
        String next = fixture.job()

        then:
        claims*.get()*.jobId as Set == [id, next] as Set
    }

    def "a job that becomes due is found without a notification"() {
        given:
        TestServer impatient = TestServer.start([*: ALONE, 'vox.evaluation.job.poll': '50ms'], first)
        String id = fixture.job(runAt: Instant.now().plusMillis(400))

        expect:
        agent.at(impatient).claim(LONG).jobId == id

        cleanup:
        impatient.close()
    }

    def "agents that wait do without a connection to the database"() {
        given:
        String token = first.fixture().agentToken(fixture.person, [region: fixture.region])
        List<Future<Map>> claims = (1..40).collect { number ->
            JobFixture.Agent one = fixture.agent(token: token, name: "crowd-$number")
            threads.submit({ one.claim(LONG) } as Callable<Map>)
        }

        when:
        awaitWaiters(first, 40)

        then:
        fixture.api.get('/jobs').status == 200

        when:
        fixture.jobs(count: 40)

        then:
        claims*.get()*.jobId.toUnique().size() == 40
    }

    def "a job that comes for an agent that has hung up goes to the next that waits, at once"() {
        given:
        Socket socket = new Socket(first.address().host, first.address().port)
        String body = JsonOutput.toJson([session: agent.session, waitSeconds: LONG])
        socket.outputStream << "POST /api/v1/eval-agents/claim HTTP/1.1\r\nHost: vox\r\nAuthorization: Bearer ${agent.api.token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length()}\r\n\r\n$body"
        socket.outputStream.flush()
        awaitWaiters(first, 1)
        JobFixture.Agent next = fixture.agent(token: agent.api.token, name: 'next')
        Future<Map> claimed = threads.submit({ next.claim(LONG) } as Callable<Map>)
        awaitWaiters(first, 2)

        when:
        int port = socket.localPort
        socket.close()
        soon.eventually { assert !isConnected(first.address().port, port) }
        String id = fixture.job()

        then:
        claimed.get(25, TimeUnit.SECONDS).jobId == id
        awaitWaiters(first, 0)
    }

    def "a job that comes for an agent that has registered anew goes to the next that waits, at once"() {
        given:
        JobFixture.Agent restarted = fixture.agent(token: agent.api.token, name: 'restarted')
        Future<Integer> old = threads.submit({ restarted.tryClaim(LONG).status } as Callable<Integer>)
        awaitWaiters(first, 1)
        JobFixture.Agent next = fixture.agent(token: agent.api.token, name: 'next')
        Future<Map> claimed = threads.submit({ next.claim(LONG) } as Callable<Map>)
        awaitWaiters(first, 2)

        when:
        fixture.agent(token: agent.api.token, name: 'restarted')
        String id = fixture.job()

        then:
        claimed.get(25, TimeUnit.SECONDS).jobId == id
        old.get(25, TimeUnit.SECONDS) == 409
    }

    def "after the listening connection broke it is made anew, and nothing is missed"() {
        given:
        Future<Map> claimed = threads.submit({ agent.claim(LONG) } as Callable<Map>)
        awaitWaiters(first, 1)

        when:
        first.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'vox notifications' and datname = current_database()")
        String id = fixture.job()

        then:
        claimed.get().jobId == id

        when:
        soon.eventually {
            assert first.rows("select 1 from pg_stat_activity where application_name = 'vox notifications' and datname = current_database()").size() == 2
        }
        claimed = threads.submit({ agent.at(second).claim(LONG) } as Callable<Map>)
        awaitWaiters(second, 1)
        id = fixture.job()

        then:
        claimed.get().jobId == id
    }

    def "a server that ends lets those who wait go home"() {
        given:
        TestServer ending = TestServer.start(ALONE, first)
        Future<Integer> claimed = threads.submit({ agent.at(ending).tryClaim(LONG).status } as Callable<Integer>)
        awaitWaiters(ending, 1)

        when:
        ending.close()

        then:
        claimed.get() == 204
    }

    /** How long a job takes to an agent that waits, in ms, ten times. */
    private List<Long> tenDelays(TestServer server, JobFixture.Agent waiting) {
        (1..10).collect {
            Future<Long> claimed = threads.submit({ assert waiting.claim(LONG) != null; System.nanoTime() } as Callable<Long>)
            awaitWaiters(server, 1)
            fixture.job()
            long made = System.nanoTime()
            Duration.ofNanos(claimed.get() - made).toMillis()
        }
    }

    /** Whether this machine's end at one port has not noticed yet that the one at the other has hung up. */
    private static boolean isConnected(int port, int other) {
        ['tcp', 'tcp6'].collect { new File("/proc/net/$it") }.findAll { it.exists() }.any { it.text =~ String.format('(?m)^ *\\d+: \\w+:%04X \\w+:%04X (01|08) ', port, other) }
    }

    private boolean awaitWaiters(TestServer server, int count) {
        soon.eventually { assert server.bean(WaitingRoom).size() == count }
        true
    }
}
