package io.vox.server.evaluation.job.queue

import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.TestServer
import java.util.concurrent.Callable
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.Future
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

class ClaimConcurrencySpec extends Specification {
    static final int AGENTS = 16

    @Shared
    TestServer first = TestServer.shared()

    @Shared
    @AutoCleanup
    TestServer second = TestServer.start([:], first)

    @AutoCleanup('shutdownNow')
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()

    JobFixture fixture = new JobFixture(first)

    def "sixteen agents at two servers get every job once (VOX-JOB-03)"() {
        given:
        List<String> ids = fixture.jobs(count: 400)
        String token = first.fixture().agentToken(fixture.person, [region: fixture.region])
        List<JobFixture.Agent> agents = (1..AGENTS).collect { number ->
            JobFixture.Agent agent = fixture.agent(token: token, name: "runner-$number")
            number % 2 == 0 ? agent.at(second) : agent
        }

        when:
        List<String> claimed = inParallel(agents) { agent ->
            List<String> mine = []
            for (Map held = agent.claim(); held != null; held = agent.claim()) {
                mine << held.jobId
            }
            mine
        }.flatten()

        then:
        claimed.size() == 400
        claimed as Set == ids as Set
        fixture.rows()*.attempt.toUnique() == [1]
    }

    def "of sixteen agents that wait, each gets one of sixteen jobs that are made at once, and nobody gets one twice"() {
        given:
        String token = first.fixture().agentToken(fixture.person, [region: fixture.region])
        List<JobFixture.Agent> agents = (1..AGENTS).collect { number ->
            JobFixture.Agent agent = fixture.agent(token: token, name: "runner-$number")
            number % 2 == 0 ? agent.at(second) : agent
        }

        when:
        List<Future<Map>> waiting = agents.collect { agent -> threads.submit({ agent.claim(30) } as Callable<Map>) }
        List<String> ids = fixture.jobs(count: AGENTS)

        then:
        waiting*.get()*.jobId as Set == ids as Set
    }

    def "of sixteen reports of one completion, all are answered the same and one is written"() {
        given:
        fixture.job()
        JobFixture.Agent agent = fixture.agent()
        Map held = agent.claim()
        Map report = JobFixture.report()

        when:
        List<Map> answers = inParallel((1..AGENTS).collect { it % 2 == 0 ? agent : agent.at(second) }) { it.complete(held, report).ok }

        then:
        (answers as Set).size() == 1
        ['result', 'call'].every { fixture.count(it, held.jobId) == 1 }
    }

    def "of a completion, a release, a cancellation and a deletion at the same time, the job ends by one"() {
        given:
        JobFixture.Agent agent = fixture.agent()

        when:
        List<String> ids = (1..20).collect {
            fixture.job()
            Map held = agent.claim()
            inParallel([
                { agent.complete(held) }, { agent.release(held) }, { agent.fail(held, 'AGENT_FAULT') },
                { fixture.api.post("/jobs/$held.jobId/cancel") }, { fixture.api.delete("/jobs/$held.jobId") },
            ]) { it() }
            fixture.api.post("/jobs/$held.jobId/cancel")
            held.jobId
        }

        then:
        ids.every { id ->
            fixture.events(id).count { it in ['COMPLETED', 'FAILED', 'CANCELED'] } == 1
            fixture.events(id).last() == fixture.status(id)
            fixture.count('result', id) == (fixture.status(id) == 'COMPLETED' ? 1 : 0)
        }
    }

    private <T, R> List<R> inParallel(List<T> all, Closure<R> work) {
        all.collect { one -> threads.submit({ work(one) } as Callable<R>) }*.get()
    }
}
