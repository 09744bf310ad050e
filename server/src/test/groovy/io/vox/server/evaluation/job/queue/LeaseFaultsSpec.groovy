package io.vox.server.evaluation.job.queue

import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.TestServer
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

/** Agents that go silent, at servers that look for them by themselves. */
class LeaseFaultsSpec extends Specification {
    @Shared
    @AutoCleanup
    TestServer server = TestServer.start('vox.evaluation.job.reap': '20ms')

    @Shared
    @AutoCleanup
    TestServer second = TestServer.start(['vox.evaluation.job.reap': '20ms'], server)

    JobFixture fixture

    PollingConditions soon = new PollingConditions(timeout: 60, delay: 0.02)

    def setupSpec() {
        server.fixture().setUp()
    }

    def setup() {
        fixture = new JobFixture(server)
    }

    def cleanup() {
        server.shiftClock(Duration.ZERO)
    }

    def "a silent agent loses its job, and what it reports later is refused while another completes it (VOX-AGENT-07)"() {
        given:
        String id = fixture.job()
        JobFixture.Agent silent = fixture.agent()
        JobFixture.Agent other = fixture.agent(token: silent.api.token, name: 'runner-2')
        Map lost = silent.claim()

        when:
        server.shiftClock(Duration.ofMinutes(6))

        then:
        soon.eventually { assert fixture.status(id) == 'PENDING' }

        when:
        Map held = other.claim()

        then:
        held.attempt == 2
        held.lease != lost.lease
        silent.heartbeat(lost).ok.jobs*.action == ['ABANDON']
        silent.progress(lost, [[number: 1, type: 'NOTICE', message: 'Still here']]).code == 'lease_lost'
        silent.complete(lost).code == 'lease_lost'
        silent.fail(lost).code == 'lease_lost'
        silent.release(lost).code == 'lease_lost'
        other.complete(held).ok.status == 'COMPLETED'
        fixture.events(id) == ['CREATED', 'CLAIMED', 'LOST', 'CLAIMED', 'COMPLETED']
        fixture.count('result', id) == 1
    }

    def "an agent that gives signs of life keeps its job for as long as it takes"() {
        given:
        String id = fixture.job()
        JobFixture.Agent agent = fixture.agent()
        Map held = agent.claim()

        when:
        (1..4).each {
            server.shiftClock(Duration.ofMinutes(4 * it))
            assert agent.heartbeat(held).ok.jobs*.action == ['CONTINUE']
        }

        then:
        fixture.row(id).attempt == 1
        agent.complete(held).status == 200
    }

    def "an agent that is back within its lease goes on where it was"() {
        given:
        fixture.job()
        JobFixture.Agent agent = fixture.agent()
        Map held = agent.claim()

        when:
        server.shiftClock(Duration.ofMinutes(4))
        agent.register()

        then:
        agent.heartbeat(held).ok.jobs*.action == ['CONTINUE']
        agent.complete(held).status == 200
    }

    def "a job that was to stop is canceled when its agent goes silent"() {
        given:
        String id = fixture.job()
        fixture.agent().claim()
        fixture.api.post("/jobs/$id/cancel").ok

        when:
        server.shiftClock(Duration.ofMinutes(6))

        then:
        soon.eventually { assert fixture.status(id) == 'CANCELED' }
    }

    def "jobs that many agents lost go back once each, whichever server looks"() {
        given:
        List<String> ids = fixture.jobs(count: 250)
        JobFixture.Agent agent = fixture.agent()
        ids.size().times { agent.claim() }

        when:
        server.shiftClock(Duration.ofMinutes(6))

        then:
        soon.eventually { assert fixture.rows().count { it.status == 'PENDING' } == ids.size() }
        fixture.rows().every { it.attempt == 2 && it.last_event_seq == 3 }
    }
}
