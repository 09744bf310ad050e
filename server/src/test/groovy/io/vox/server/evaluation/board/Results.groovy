package io.vox.server.evaluation.board

import groovy.json.JsonOutput
import groovy.sql.Sql
import io.vox.server.evaluation.provider.ProviderId
import io.vox.server.platform.id.Ulid
import io.vox.server.support.Fixture
import io.vox.server.support.TestPostgres
import io.vox.server.support.TestServer
import java.time.Instant
import java.time.OffsetDateTime
import java.time.ZoneOffset

/** Stored results of one workspace, as the completion of a job writes them, with any past and any turns. */
class Results implements AutoCloseable {
    static final String METHOD = '2026-11-21'

    final TestServer server
    final Fixture.Person person
    final String workflowId = Ulid.create(Ulid.WORKFLOW)
    private final Sql sql
    private final String workflowVersionId = Ulid.create(Ulid.WORKFLOW_VERSION)
    private final String evalSetId = Ulid.create(Ulid.EVAL_SET)
    private final String evalSetVersionId = Ulid.create(Ulid.EVAL_SET_VERSION)
    private final String agentId = Ulid.create(Ulid.EVAL_AGENT)

    Results(TestServer server, Fixture.Person person = server.fixture().principal()) {
        this.server = server
        this.person = person
        sql = TestPostgres.open(server.database)
        String workspace = person.workspaceId.value()
        String user = person.user.id().value()
        String providerId = provider('Product of a workflow')
        sql.execute('''insert into workflow (id, workspace_id, project_id, name, created_by)
                select ?, workspace_id, id, 'Shop', ? from project where workspace_id = ? and is_default''', [workflowId, user, workspace])
        sql.execute('''insert into workflow_version (id, workspace_id, workflow_id, number, provider_id, target_kind, target_url, steps_yaml, created_by)
                values (?, ?, ?, 1, ?, 'URL', 'https://shop.example/talk', '', ?)''', [workflowVersionId, workspace, workflowId, providerId, user])
        sql.execute("insert into eval_set (id, workspace_id, name, created_by) values (?, ?, 'Opening hours', ?)", [evalSetId, workspace, user])
        sql.execute('''insert into eval_set_version (id, workspace_id, eval_set_id, number, repeats, scenarios, created_by)
                values (?, ?, ?, 1, 10, '[]', ?)''', [evalSetVersionId, workspace, evalSetId, user])
        server.fixture().agentToken(person, [region: 'eu-west', fleet: 'PUBLIC'])
        sql.execute('''insert into eval_agent (id, workspace_id, token_id, name, region, fleet, session_hash, version, host)
                select ?, workspace_id, id, 'runner', region, fleet, sha256(?::bytea), '0.1.0', '{}'
                from eval_agent_token where workspace_id = ? limit 1''', [agentId, agentId, workspace])
    }

    /** Adds a provider of the platform, or with a workspace of that. Traits: workspace, calibration. */
    String provider(Map traits = [:], String name) {
        String id = ProviderId.create().value()
        sql.execute("insert into provider (id, workspace_id, name, sku, url, calibration) values (?, ?, ?, 'CONVO_AI', 'https://p.example/', ?)",
                [id, traits.workspace as String, "$name ${id.take(4)}" as String, traits.calibration ?: false])
        id
    }

    /**
     * Stores a result of one conversation for each element of calls, which is a list of turns or a map with turns, network,
     * noise, fault, method and flags. Traits: at, region, mainline, isPublic.
     */
    String add(Map traits = [:], String providerId, List calls) {
        String resultId = Ulid.create(Ulid.RESULT)
        String runId = Ulid.create(Ulid.RUN)
        String jobId = Ulid.create(Ulid.JOB)
        String workspace = person.workspaceId.value()
        String user = person.user.id().value()
        OffsetDateTime at = ((traits.at ?: Instant.now()) as Instant).atOffset(ZoneOffset.UTC)
        String region = traits.region ?: 'eu-west'
        boolean mainline = traits.containsKey('mainline') ? traits.mainline : true
        String visibility = mainline || traits.isPublic ? 'PUBLIC' : 'PRIVATE'
        List<Map> conversations = calls.collect { it instanceof Map ? it : [turns: it] }
        sql.withTransaction {
            sql.execute('insert into run (id, workspace_id, created_by) values (?, ?, ?)', [runId, workspace, user])
            sql.execute('''insert into job (id, workspace_id, run_id, position, workflow_id, workflow_version_id, eval_set_id,
                    eval_set_version_id, provider_id, provider_name, provider_sku, provider_calibration, region, status, visibility, mainline,
                    creator_role, created_by, eval_agent_id, eval_agent_fleet, lease_hash, started_at, finished_at)
                    select ?, ?, ?, 1, ?, ?, ?, ?, id, name, sku, calibration, ?, 'COMPLETED', ?, ?, 'PRINCIPAL', ?, ?, 'PUBLIC', sha256('lease'), ?, ?
                    from provider where id = ?''',
                    [jobId, workspace, runId, workflowId, workflowVersionId, evalSetId, evalSetVersionId, region, visibility, mainline, user, agentId, at, at, providerId])
            sql.execute('''insert into result (id, workspace_id, job_id, attempt, provider_id, region, workflow_id, eval_set_id, eval_agent_id,
                    visibility, mainline, method_version, tool_version, host, held, counted, agent_faults, harness_faults, unavailable, canceled,
                    metrics, verdicts, measured_at, created_at)
                    values (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, '0.1.0', ?::jsonb, ?, ?, ?, ?, ?, ?, ?::jsonb, array['All is well.'], ?, ?)''',
                    [resultId, workspace, jobId, providerId, region, workflowId, evalSetId, agentId, visibility, mainline, METHOD,
                     JsonOutput.toJson([os: 'Linux 6.1', cores: 2, browser: null]), conversations.size(), conversations.count { isCounted(it) },
                     faults(conversations, 'AGENT_FAULT'), faults(conversations, 'HARNESS_FAULT'), faults(conversations, 'TARGET_UNAVAILABLE'),
                     faults(conversations, 'CANCELED'), JsonOutput.toJson(traits.metrics ?: []), at, at])
            if (mainline) {
                sql.execute('insert into unfolded_result (result_id) values (?)', [resultId])
            }
            conversations.eachWithIndex { Map call, int i -> insert(workspace, jobId, i + 1, call) }
        }
        resultId
    }

    private void insert(String workspace, String jobId, int number, Map call) {
        String callId = Ulid.create(Ulid.CALL)
        sql.execute('''insert into call (id, workspace_id, origin, job_id, attempt, number, scenario, repeat, network, noise_type, snr_db,
                method_version, counted, fault_kind, fault_code, fault_message, flags)
                values (?, ?, 'EVAL', ?, 1, ?, 'hours', 1, ?, ?, ?, ?, ?, ?, ?, ?, string_to_array(?, ','))''',
                [callId, workspace, jobId, number, call.network ?: 'clean', call.noise, call.noise ? 10.0d : null, call.method ?: METHOD, isCounted(call),
                 call.fault, call.fault ? 'code' : null, call.fault ? 'Words.' : null, (call.flags ?: []).join(',')])
        sql.withBatch('''insert into turn (call_id, index, kind, label, outcome, value_ms, censored, missing_reason, caller_on_frame, caller_off_frame)
                values (?, ?, ?, 'q', ?, ?, ?, ?, ?, ?)''') { batch ->
            call.turns.eachWithIndex { Map turn, int i ->
                batch.addBatch([callId, i + 1, turn.kind, turn.outcome, turn.valueMs, turn.censored ?: false, turn.missing, i * 400_000L, i * 400_000L + 48_000L])
            }
        }
    }

    private static boolean isCounted(Map call) {
        !(call.fault in ['HARNESS_FAULT', 'TARGET_UNAVAILABLE', 'CANCELED'])
    }

    private static int faults(List<Map> calls, String kind) {
        calls.count { it.fault == kind } as int
    }

    /** Questions that were answered after so many ms; null = never. */
    static List<Map> answers(Integer... latencies) {
        latencies.collect {
            it == null ? [kind: 'RESPONSE', outcome: 'MISSED', censored: true, missing: 'no_answer'] : [kind: 'RESPONSE', outcome: 'ANSWERED', valueMs: it]
        }
    }

    /** Barge-ins that were yielded to after so many ms; null = never. */
    static List<Map> stops(Integer... latencies) {
        latencies.collect {
            it == null ? [kind: 'INTERRUPT', outcome: 'NOT_YIELDED', censored: true, missing: 'no_stop'] : [kind: 'INTERRUPT', outcome: 'YIELDED', valueMs: it]
        }
    }

    @Override
    void close() {
        sql.close()
    }
}
