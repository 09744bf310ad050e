package io.vox.server.evaluation.job.queue

import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.TestServer
import java.time.Duration
import java.time.Instant
import spock.lang.Shared
import spock.lang.Specification

class ClaimsApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    JobFixture fixture = new JobFixture(server)

    def "a claim hands out everything that is needed to do the job, and a lease (VOX-AGENT-04)"() {
        given:
        String jobId = fixture.job()

        when:
        Map claimed = fixture.agent().claim()

        then:
        claimed.jobId == jobId
        claimed.runId == fixture.row(jobId).run_id
        claimed.attempt == 1
        claimed.region == fixture.region
        claimed.lease.length() >= 43
        secondsUntil(claimed.leaseExpiresAt) in 290..300
        claimed.provider == [id: fixture.provider.id().value(), name: fixture.provider.name(), sku: 'CONVO_AI', calibration: false]
        claimed.workflow.id == fixture.workflowVersionId
        claimed.workflow.target == [kind: 'URL', url: 'https://shop.example/talk']
        claimed.workflow.stepsYaml.contains("selector: '#call'")
        claimed.evalSet.id == fixture.evalSetVersionId
        claimed.evalSet.repeats == 10
        claimed.evalSet.scenarios*.name == ['hours', 'menu']
        fixture.events(jobId) == ['CREATED', 'CLAIMED']
    }

    def "neither a lease nor a session is in the database (VOX-AGENT-12)"() {
        given:
        fixture.job()
        JobFixture.Agent agent = fixture.agent()

        when:
        Map claimed = agent.claim()

        then:
        !fixture.row(claimed.jobId).toString().contains(claimed.lease)
        !server.rows('select * from eval_agent where id = ?', [agent.id]).toString().contains(agent.session)
    }

    def "the job of highest priority comes first, then the one that was due first, then the oldest (VOX-JOB-02)"() {
        given:
        String third = fixture.job()
        String fourth = fixture.job(runAt: Instant.now().minusSeconds(0))
        String second = fixture.job(runAt: Instant.now().minusSeconds(60))
        String fifth = fixture.job(priority: 10, runAt: Instant.now().minusSeconds(600))
        String first = fixture.job(priority: 90)
        JobFixture.Agent agent = fixture.agent()

        expect:
        (1..6).collect { agent.claim()?.jobId } == [first, second, third, fourth, fifth, null]
    }

    def "a job is not handed out before it is due"() {
        given:
        fixture.job(runAt: Instant.now().plusSeconds(60))

        expect:
        fixture.agent().claim() == null
    }

    def "an eval agent has only jobs of its region"() {
        given:
        JobFixture elsewhere = new JobFixture(server, [person: fixture.person])
        String jobId = elsewhere.job()

        expect:
        fixture.agent().claim() == null
        elsewhere.agent().claim().jobId == jobId
    }

    def "an eval agent of a workspace has all jobs of that, and no others"() {
        given:
        List<String> own = [fixture.job(isPublic: false), fixture.job(isPublic: true)]
        JobFixture other = new JobFixture(server, [region: fixture.region])
        other.job(isPublic: true)
        JobFixture.Agent agent = fixture.agent()

        expect:
        (1..3).collect { agent.claim()?.jobId } == [*own, null]
    }

    def "the public fleet has the public jobs of everyone, and no private ones"() {
        given:
        fixture.job(isPublic: false)
        String first = fixture.job(isPublic: true)
        String second = new JobFixture(server, [region: fixture.region]).job(isPublic: true)
        JobFixture.Agent agent = fixture.agent(fleet: 'PUBLIC', owner: server.fixture().admin())

        expect:
        (1..3).collect { agent.claim()?.jobId } == [first, second, null]
    }

    def "a new registration of the same name ends the session before it, and another name does not"() {
        given:
        fixture.job()
        JobFixture.Agent older = fixture.agent()
        String token = older.api.token
        JobFixture.Agent other = fixture.agent(token: token, name: 'runner-2')
        JobFixture.Agent newer = fixture.agent(token: token)

        expect:
        older.id == newer.id
        other.id != newer.id
        older.tryClaim().code == 'session_ended'
        older.heartbeat().code == 'session_ended'
        other.heartbeat().status == 200
        newer.claim() != null
    }

    def "a session is worth nothing with another token"() {
        given:
        JobFixture.Agent agent = fixture.agent()
        JobFixture.Agent stranger = new JobFixture(server).agent()

        expect:
        stranger.api.post('/eval-agents/claim', [session: agent.session, waitSeconds: 0]).code == 'session_ended'
    }

    def "a claim that waits and finds nothing answers 204 when its time is over, and not before"() {
        given:
        JobFixture.Agent agent = fixture.agent()

        when:
        long begin = System.nanoTime()
        Map claimed = agent.claim(1)

        then:
        claimed == null
        (Duration.ofNanos(System.nanoTime() - begin).toMillis() as int) in 950..20_000
    }

    def "a heartbeat extends the lease, tells of a wish to cancel, and of what is lost"() {
        given:
        List<String> ids = fixture.jobs(count: 3)
        JobFixture.Agent agent = fixture.agent()
        List<Map> held = (1..3).collect { agent.claim() }
        fixture.api.post("/jobs/${ids[1]}/cancel").ok
        fixture.expire(ids[2])
        server.execute("update job set lease_expires_at = vox_now() + interval '10 seconds' where id = ?", [ids[0]])

        when:
        Map answer = agent.heartbeat(*held).ok as Map

        then:
        answer.jobs*.jobId == ids
        answer.jobs*.action == ['CONTINUE', 'CANCEL', 'ABANDON']
        Instant.parse(answer.jobs[0].leaseExpiresAt).isAfter(Instant.now().plusSeconds(290))
        answer.jobs[2].leaseExpiresAt == null
        answer.heartbeatSeconds == 30
        fixture.row(ids[0]).lease_expires_at.toInstant().isAfter(Instant.now().plusSeconds(290))
    }

    def "heartbeats keep a job for two hours and a lease, and no longer"() {
        given:
        fixture.job()
        JobFixture.Agent agent = fixture.agent()
        Map held = agent.claim()
        server.execute("update job set started_at = vox_now() - interval '2 hours' where id = ?", [held.jobId])

        when:
        Map answer = agent.heartbeat(held).ok as Map

        then:
        secondsUntil(answer.jobs[0].leaseExpiresAt) in 290..300

        when:
        server.execute("update job set started_at = vox_now() - interval '125 minutes' where id = ?", [held.jobId])
        agent.heartbeat(held)

        then:
        agent.heartbeat(held).ok.jobs[0].action == 'ABANDON'
    }

    def "claims and heartbeats #what are refused"() {
        given:
        String token = server.fixture().agentToken(fixture.person, [region: fixture.region] + traits)

        expect:
        ['/eval-agents/register', '/eval-agents/claim', '/eval-agents/heartbeat'].every { path ->
            server.api(change(token)).post(path, [:]).with { it.status == 401 && it.code == 'agent_token_invalid' }
        }

        where:
        what                    | traits                                       | change
        'with an expired token' | [expiresAt: Instant.now().minusSeconds(1)]   | { it }
        'with a revoked token'  | [revokedAt: Instant.now()]                   | { it }
        'with a mistyped token' | [:]                                          | { it.reverse().drop(8).with { 'vox_eat_' + it } }
        'without a token'       | [:]                                          | { null }
        'with a made-up token'  | [:]                                          | { 'eyJhbGciOiJub25lIn0.e30.' }
    }

    def "people cannot claim, and eval agents cannot look at jobs"() {
        given:
        String jobId = fixture.job()

        expect:
        fixture.api.post('/eval-agents/claim', [session: 'x' * 43]).code == 'forbidden'
        fixture.agent().api.get("/jobs/$jobId").code == 'forbidden'
    }

    private static int secondsUntil(String time) {
        Duration.between(Instant.now(), Instant.parse(time)).toSeconds() as int
    }
}
