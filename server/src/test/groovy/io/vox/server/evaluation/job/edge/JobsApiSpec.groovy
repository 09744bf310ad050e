package io.vox.server.evaluation.job.edge

import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.time.Instant
import spock.lang.Shared
import spock.lang.Specification

class JobsApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    JobFixture fixture = new JobFixture(server)

    def "a job tells what it runs, where, for whom, and how it stands (VOX-JOB-01)"() {
        given:
        String id = fixture.job(priority: 70, isPublic: false)

        when:
        Map job = fixture.api.get("/jobs/$id").ok as Map

        then:
        job.id == id
        job.runId.startsWith('run_')
        [job.status, job.region, job.priority] == ['PENDING', fixture.region, 70]
        job.provider == [id: fixture.provider.id().value(), name: fixture.provider.name(), sku: 'CONVO_AI', calibration: false]
        [job.workflowId, job.workflowVersionId, job.workflowName] == [fixture.workflowId, fixture.workflowVersionId, 'Shop']
        [job.evalSetId, job.evalSetVersionId, job.evalSetName] == [fixture.evalSetId, fixture.evalSetVersionId, 'Opening hours']
        job.projectId.startsWith('prj_')
        [job.visibility, job.mainline, job.cancelRequested] == ['PRIVATE', false, false]
        [job.attempt, job.maxAttempts] == [1, 3]
        [job.evalAgentId, job.fault, job.resultId, job.startedAt, job.finishedAt] == [null] * 5
        job.createdBy == fixture.person.user.id().value()
    }

    def "the provider's name in a job is the one that it had when the job was made"() {
        given:
        String id = fixture.job()

        when:
        server.execute("update provider set name = 'Renamed' where id = ?", [fixture.provider.id().value()])

        then:
        fixture.api.get("/jobs/$id").ok.provider.name == fixture.provider.name()
    }

    def "jobs are listed newest first, page by page, and filters are combined"() {
        given:
        List<String> ids = fixture.jobs(count: 5)
        JobFixture.Agent agent = fixture.agent()
        String running = agent.claim().jobId
        String runId = fixture.row(running).run_id
        String other = fixture.job()

        when:
        Map first = fixture.api.get('/jobs?limit=4').ok as Map
        Map second = fixture.api.get("/jobs?limit=4&cursor=${URLEncoder.encode(first.nextCursor as String, 'UTF-8')}").ok as Map

        then:
        first.data*.id + second.data*.id == [other, *ids.reverse()]
        second.nextCursor == null
        list("status=RUNNING") == [running]
        list("runId=$runId") == ids.reverse()
        list("runId=$runId&status=PENDING") == (ids - running).reverse()
        list("region=$fixture.region&workflowId=$fixture.workflowId&evalSetId=$fixture.evalSetId&providerId=${fixture.provider.id().value()}").size() == 6
        list('region=na-east') == []
        list("projectId=${fixture.api.get("/jobs/$other").ok.projectId}").size() == 6
        list("createdFrom=${Instant.now().plusSeconds(60)}") == []
        list("createdTo=${Instant.now().plusSeconds(60)}").size() == 6
        fixture.api.get("/jobs?status=RUNNING&cursor=${URLEncoder.encode(first.nextCursor as String, 'UTF-8')}").code == 'cursor_invalid'
        fixture.api.get('/jobs?status=ASLEEP').code == 'validation_failed'
    }

    def "jobs of another workspace are not there, whatever is asked (VOX-RULE-02)"() {
        given:
        String id = fixture.job()
        Fixture.Person stranger = server.fixture().premium()

        expect:
        stranger.api.get('/jobs').ok.data == []
        stranger.api.get("/jobs/$id").code == 'job_not_found'
        stranger.api.delete("/jobs/$id").code == 'job_not_found'
        stranger.api.post("/jobs/$id/cancel").code == 'job_not_found'
        stranger.api.get("/jobs/$id/calls").code == 'job_not_found'
        stranger.api.get("/jobs/$id/artifacts").code == 'job_not_found'
        fixture.status(id) == 'PENDING'
    }

    def "a job that waits is canceled by either operation, and stays in lists"() {
        given:
        List<String> ids = fixture.jobs(count: 2)

        when:
        fixture.api.delete("/jobs/${ids[0]}").ok
        Map canceled = fixture.api.post("/jobs/${ids[1]}/cancel").ok as Map

        then:
        canceled.status == 'CANCELED'
        canceled.finishedAt != null
        list('status=CANCELED') == ids.reverse()
        fixture.agent().claim() == null
    }

    def "a running job is not deleted; asked to stop it says so, once, and ends when its agent says so"() {
        given:
        String id = fixture.job()
        JobFixture.Agent agent = fixture.agent()
        Map held = agent.claim()

        expect:
        with(fixture.api.delete("/jobs/$id")) {
            status == 409
            code == 'job_not_pending'
            json.state == 'RUNNING'
        }

        when:
        Map asked = fixture.api.post("/jobs/$id/cancel").ok as Map
        fixture.api.post("/jobs/$id/cancel").ok

        then:
        asked.status == 'RUNNING'
        asked.cancelRequested
        fixture.events(id) == ['CREATED', 'CLAIMED', 'CANCEL_REQUESTED']
        agent.heartbeat(held).ok.jobs*.action == ['CANCEL']

        when:
        agent.fail(held, 'CANCELED', 'canceled').ok

        then:
        fixture.status(id) == 'CANCELED'
        with(fixture.api.post("/jobs/$id/cancel")) {
            status == 409
            code == 'job_finished'
            json.state == 'CANCELED'
        }
    }

    def "a failed job names its fault"() {
        given:
        String id = fixture.job()
        JobFixture.Agent agent = fixture.agent()
        agent.fail(agent.claim(), 'TARGET_UNAVAILABLE', 'page_not_found').ok

        expect:
        with(fixture.api.get("/jobs/$id").ok) {
            status == 'FAILED'
            fault == [kind: 'TARGET_UNAVAILABLE', code: 'page_not_found', message: 'No browser was found; install Chromium.']
            evalAgentId == agent.id
        }
    }

    def "the conversations of a job are listed in pages of at most 50"() {
        given:
        String id = fixture.job()
        JobFixture.Agent agent = fixture.agent()
        Map report = JobFixture.report(conversations: 120, turns: 1)
        report.conversations.each { it.repeat = 1 }
        agent.complete(agent.claim(), report).ok

        when:
        List<Integer> numbers = []
        String cursor = ''
        while (cursor != null) {
            Map page = fixture.api.get("/jobs/$id/calls?limit=100" + (cursor ? "&cursor=${URLEncoder.encode(cursor, 'UTF-8')}" : '')).ok as Map
            assert page.data.size() <= 50
            numbers += page.data*.number
            cursor = page.nextCursor
        }

        then:
        numbers == (1..120)
    }

    private List<String> list(String query) {
        fixture.api.get("/jobs?$query").ok.data*.id
    }
}
