package io.vox.server.evaluation.job

import groovy.json.JsonOutput
import io.vox.server.evaluation.provider.ProviderId
import io.vox.server.evaluation.provider.ProviderReference
import io.vox.server.evaluation.provider.ProviderSku
import io.vox.server.platform.access.Role
import io.vox.server.platform.id.Ulid
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.time.Instant
import java.util.concurrent.atomic.AtomicInteger

/** A workspace with something to evaluate, in a region of its own, so that nobody else's eval agents see its jobs. */
class JobFixture {
    private static final AtomicInteger COUNT = new AtomicInteger()

    final TestServer server
    final Fixture.Person person
    final String region
    final String workflowId = Ulid.create(Ulid.WORKFLOW)
    final String workflowVersionId = Ulid.create(Ulid.WORKFLOW_VERSION)
    final String evalSetId = Ulid.create(Ulid.EVAL_SET)
    final String evalSetVersionId = Ulid.create(Ulid.EVAL_SET_VERSION)
    final ProviderReference provider = new ProviderReference(ProviderId.create(), "Provider ${COUNT.incrementAndGet()}" as String, ProviderSku.CONVO_AI, false)

    JobFixture(TestServer server, Map traits = [:]) {
        this.server = server
        person = traits.person as Fixture.Person ?: server.fixture().premium()
        region = traits.region ?: "t${COUNT.incrementAndGet()}-x" as String
        String workspace = person.workspaceId.value()
        String user = person.user.id().value()
        server.execute('insert into region (slug, name) values (?, ?) on conflict do nothing', [region, region])
        server.execute('insert into provider (id, workspace_id, name, sku, url) values (?, ?, ?, ?, ?)',
                [provider.id().value(), workspace, provider.name(), 'CONVO_AI', 'https://provider.example'])
        server.execute('''insert into workflow (id, workspace_id, project_id, name, created_by)
                select ?, workspace_id, id, 'Shop', ? from project where workspace_id = ? and is_default''', [workflowId, user, workspace])
        server.execute('''insert into workflow_version (id, workspace_id, workflow_id, number, provider_id, target_kind, target_url, steps_yaml, created_by)
                values (?, ?, ?, 1, ?, 'URL', 'https://shop.example/talk', ?, ?)''',
                [workflowVersionId, workspace, workflowId, provider.id().value(), "- action: click\n  selector: '#call'\n", user])
        server.execute("insert into eval_set (id, workspace_id, name, created_by) values (?, ?, 'Opening hours', ?)", [evalSetId, workspace, user])
        server.execute('''insert into eval_set_version (id, workspace_id, eval_set_id, number, repeats, scenarios, created_by)
                values (?, ?, ?, 1, 10, ?::jsonb, ?)''',
                [evalSetVersionId, workspace, evalSetId, JsonOutput.toJson([[name: 'hours', stepsYaml: '- action: speak\n'], [name: 'menu', stepsYaml: '- action: speak\n']]), user])
    }

    Api getApi() {
        person.api
    }

    /** Makes a run of one job, or of as many as said. Traits: count, priority, runAt, isPublic, mainline. */
    List<String> jobs(Map traits = [:]) {
        String runId = Ulid.create(Ulid.RUN)
        server.execute('insert into run (id, workspace_id, created_by) values (?, ?, ?)', [runId, person.workspaceId.value(), person.user.id().value()])
        server.bean(JobService).create((1..(traits.count ?: 1)).collect { int position ->
            new NewJob(person.workspaceId, runId, position, workflowId, workflowVersionId, evalSetId, evalSetVersionId, provider,
                    region, (traits.priority ?: 50) as int, traits.runAt as Instant, traits.containsKey('isPublic') ? traits.isPublic as boolean : true,
                    traits.mainline ?: false, Role.PREMIUM, person.user.id())
        })*.value()
    }

    String job(Map traits = [:]) {
        jobs(traits).first()
    }

    /** An eval agent of the workspace, or of the public fleet, registered. Traits: fleet, name, region, owner. */
    Agent agent(Map traits = [:]) {
        Fixture.Person owner = traits.owner as Fixture.Person ?: person
        String token = traits.token ?: server.fixture().agentToken(owner, [region: traits.region ?: region, fleet: traits.fleet ?: 'WORKSPACE'])
        new Agent(server.api(token), (traits.name ?: 'runner-1') as String)
    }

    Map row(String jobId) {
        server.rows('select * from job where id = ?', [jobId]).first()
    }

    /** All jobs of the region. */
    List<Map> rows() {
        server.rows('select * from job where region = ?', [region])
    }

    String status(String jobId) {
        row(jobId).status
    }

    List<String> events(String jobId) {
        server.rows('select type from job_event where job_id = ? order by seq', [jobId])*.type
    }

    /** How many rows of a table are of a job. */
    int count(String table, String jobId) {
        String rows = table == 'turn' ? 'turn join call on call.id = call_id' : table
        server.rows("select count(*) as n from $rows where job_id = ?" as String, [jobId]).first().n as int
    }

    /** Nobody was heard of for that long, as far as the lease of a job goes. */
    void expire(String jobId) {
        server.execute("update job set lease_expires_at = vox_now() - interval '1 second' where id = ?", [jobId])
    }

    /** A report of conversations with turns, which may be changed before it is sent. */
    static Map report(Map traits = [:]) {
        [
            startedAt: Instant.now().toString(),
            tool: [version: '0.1.0', methodVersion: '2026-11-21'],
            host: [os: 'Linux 6.1', cores: 2, browser: 'Chromium 142'],
            calibration: null,
            conversations: (1..(traits.conversations ?: 1)).collect { conversation(it, (traits.turns ?: 6) as int) },
        ]
    }

    static Map conversation(int number, int turns) {
        [
            number: number, scenario: 'hours', repeat: number, condition: [network: 'clean', noiseType: null, snrDb: null],
            methodVersion: '2026-11-21', startedAt: Instant.now().toString(), durationMs: 200_000, sampleRate: 48_000, fault: null,
            flags: [], verdicts: ['Said "yes" \\ no'], checks: [[name: 'contains cake', passed: true, detail: 'heard "cake"']],
            steps: [[number: 1, action: 'click', elapsedMs: 412, reported: false, status: 'ok', detail: null]], notices: [],
            network: [lossPercent: 0.1, jitterMs: 2.5, roundTripMs: 34, concealedPercent: 0],
            caller: [noiseFloorDbfs: -120, segments: [[onFrame: 96_000, offFrame: 158_400]]],
            agent: [noiseFloorDbfs: -78.5, segments: [[onFrame: 197_376, offFrame: 384_000]]],
            turns: (1..turns).collect { turn(it) },
        ]
    }

    static Map turn(int index) {
        long on = index * 400_000L
        [
            index: index, kind: 'RESPONSE', label: 'q_hours', outcome: 'ANSWERED', valueMs: 800 + index, censored: false, missingReason: null,
            callerOnFrame: on, callerOffFrame: on + 62_400, agentFrame: on + 101_000, onlineMs: 800 + index, recoveryMs: null, hopFrames: 0,
            truthMs: null, programmedMs: null, flags: [], tags: ['tool "x"'],
        ]
    }

    /** An eval agent as the server sees it. */
    static class Agent {
        final Api api
        final String name
        String id
        String session

        Agent(Api api, String name, String id = null, String session = null) {
            this.api = api
            this.name = name
            this.id = id
            this.session = session
            if (session == null) {
                register()
            }
        }

        Agent register() {
            Map answer = api.post('/eval-agents/register', [name: name, version: '0.1.0', host: [os: 'Linux 6.1', cores: 2, browser: null]]).ok as Map
            id = answer.evalAgentId
            session = answer.session
            this
        }

        /** The same eval agent at another server. */
        Agent at(TestServer other) {
            new Agent(other.api(api.token), name, id, session)
        }

        Api.Answer tryClaim(int waitSeconds = 0) {
            api.post('/eval-agents/claim', [session: session, waitSeconds: waitSeconds])
        }

        /** The job that was claimed, null = there was none. */
        Map claim(int waitSeconds = 0) {
            Api.Answer answer = tryClaim(waitSeconds)
            assert answer.status in [200, 204]: answer
            answer.status == 200 ? answer.json as Map : null
        }

        Api.Answer heartbeat(Map... claimed) {
            api.post('/eval-agents/heartbeat', [session: session, jobs: claimed.collect { [jobId: it.jobId, lease: it.lease] }])
        }

        Api.Answer complete(Map claimed, Map report = JobFixture.report()) {
            api.put("/jobs/$claimed.jobId/result", report, ['Vox-Lease': claimed.lease])
        }

        Api.Answer fail(Map claimed, String kind = 'HARNESS_FAULT', String code = 'no_browser') {
            api.post("/jobs/$claimed.jobId/failure", [kind: kind, code: code, message: 'No browser was found; install Chromium.'], ['Vox-Lease': claimed.lease])
        }

        Api.Answer release(Map claimed) {
            api.post("/jobs/$claimed.jobId/release", [reason: 'The eval agent is being stopped.'], ['Vox-Lease': claimed.lease])
        }

        Api.Answer progress(Map claimed, List<Map> events) {
            api.post("/jobs/$claimed.jobId/progress", [events: events], ['Vox-Lease': claimed.lease])
        }
    }
}
