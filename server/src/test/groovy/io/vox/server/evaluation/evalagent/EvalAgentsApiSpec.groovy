package io.vox.server.evaluation.evalagent

import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.time.Duration
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

class EvalAgentsApiSpec extends Specification {
    @Shared
    @AutoCleanup
    TestServer server = TestServer.start('vox.evaluation.job.reap': '5m')

    JobFixture fixture

    def setupSpec() {
        server.fixture().setUp()
    }

    def setup() {
        fixture = new JobFixture(server)
    }

    def cleanup() {
        server.shiftClock(Duration.ZERO)
    }

    def "an eval agent is idle, occupied while it holds a job, and offline when it was silent for the time of a lease (VOX-AGENT-08)"() {
        given:
        JobFixture.Agent agent = fixture.agent()

        expect:
        state(agent) == 'IDLE'

        when:
        fixture.job()
        Map held = agent.claim()

        then:
        state(agent) == 'OCCUPIED'

        when:
        agent.complete(held).ok

        then:
        state(agent) == 'IDLE'

        when:
        server.shiftClock(Duration.ofSeconds(301))

        then:
        state(agent) == 'OFFLINE'

        when:
        agent.heartbeat().ok

        then:
        state(agent) == 'IDLE'
    }

    def "registration answers how to work, and shows the eval agent to its workspace"() {
        given:
        Fixture.Person person = fixture.person
        String token = server.fixture().agentToken(person, [region: fixture.region])

        when:
        Map session = server.api(token).post('/eval-agents/register', [name: 'Frankfurt 1', version: '0.1.0', host: [os: 'Linux 6.1', cores: 2, browser: 'Chromium 142']]).ok as Map

        then:
        session.region == fixture.region
        session.fleet == 'WORKSPACE'
        [session.heartbeatSeconds, session.leaseSeconds, session.claimWaitSeconds] == [30, 300, 30]

        when:
        Map shown = person.api.get("/eval-agents/$session.evalAgentId").ok as Map

        then:
        [shown.name, shown.version, shown.region, shown.fleet] == ['Frankfurt 1', '0.1.0', fixture.region, 'WORKSPACE']
        shown.tokenId.startsWith('eat_')
        [shown.expiresAt, shown.lastJobAt] == [null, null]
        Duration.between(Instant.parse(shown.lastSeenAt), Instant.now()).abs().toSeconds() < 10
        server.rows('select last_used_at from eval_agent_token where workspace_id = ?', [person.workspaceId.value()]).every { it.last_used_at != null }
    }

    def "everyone sees the public fleet, and otherwise the own workspace alone"() {
        given:
        JobFixture.Agent own = fixture.agent()
        JobFixture.Agent fleet = fixture.agent(fleet: 'PUBLIC', owner: server.fixture().admin())
        JobFixture.Agent foreign = new JobFixture(server, [region: fixture.region]).agent()

        expect:
        list("region=$fixture.region") == [fleet.id, own.id]
        fixture.api.get("/eval-agents/$fleet.id").ok.fleet == 'PUBLIC'
        with(fixture.api.get("/eval-agents/$foreign.id")) {
            status == 404
            code == 'eval_agent_not_found'
        }
    }

    def "eval agents are listed newest first, page by page, by region and state"() {
        given:
        String token = server.fixture().agentToken(fixture.person, [region: fixture.region])
        List<String> ids = (1..3).collect { fixture.agent(token: token, name: "runner-$it").id }
        fixture.job()
        JobFixture.Agent occupied = fixture.agent(token: token, name: 'runner-4')
        occupied.claim()

        when:
        Map first = fixture.api.get("/eval-agents?region=$fixture.region&limit=3").ok as Map
        Map second = fixture.api.get("/eval-agents?region=$fixture.region&limit=3&cursor=${URLEncoder.encode(first.nextCursor as String, 'UTF-8')}").ok as Map

        then:
        first.data*.id + second.data*.id == [occupied.id, *ids.reverse()]
        list("region=$fixture.region&state=OCCUPIED") == [occupied.id]
        list("region=$fixture.region&state=IDLE") == ids.reverse()
        list("region=$fixture.region&state=OFFLINE") == []
    }

    private String state(JobFixture.Agent agent) {
        fixture.api.get("/eval-agents/$agent.id").ok.state
    }

    private List<String> list(String query) {
        fixture.api.get("/eval-agents?$query").ok.data*.id
    }
}
