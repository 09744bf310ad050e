package io.vox.server

import io.vox.server.evaluation.job.JobFixture
import io.vox.server.platform.secret.RandomToken
import io.vox.server.support.Api
import io.vox.server.support.Catalog
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

/** One workspace has one of everything, and somebody of another tries every operation on it: nothing is there (ORB-AUTH-06, ACS-TEN-01). */
class ForeignThingsSpec extends Specification {
    static final Map CONTRACT = ContractCoverageSpec.CONTRACT

    @Shared
    TestServer server = TestServer.shared()

    @Shared
    JobFixture theirs = new JobFixture(server)

    @Shared
    Fixture.Person stranger = server.fixture().premium()

    /** One parameter of a path each. */
    @Shared
    Map<String, String> ids = [:]

    @Shared
    String lease

    void setupSpec() {
        server.execute("update workflow set visibility = 'PRIVATE' where id = ?", [theirs.workflowId])
        server.execute("update eval_set set visibility = 'PRIVATE' where id = ?", [theirs.evalSetId])
        JobFixture.Agent agent = theirs.agent()
        String done = theirs.job(isPublic: false)
        agent.complete(agent.claim()).ok
        String jobId = theirs.job(isPublic: false)
        Map held = agent.claim()
        lease = held.lease
        Map upload = agent.api.post("/jobs/$jobId/artifacts", [kind: 'RECORDING', name: 'a.wav', contentType: 'audio/wav', sizeBytes: 10], ['Vox-Lease': lease]).ok as Map
        byte[] content = 'ten bytes.'.bytes
        agent.api.send('PUT', "/artifacts/$upload.artifactId/content?offset=0", content, ['Content-Type': 'application/octet-stream', 'Vox-Lease': lease]).ok
        agent.api.post("/artifacts/$upload.artifactId/finish", [sha256: RandomToken.sha256(content).encodeHex().toString(), sizeBytes: 10], ['Vox-Lease': lease]).ok
        ids = [
            keyId: theirs.api.post('/api-keys', [name: 'x']).ok.key.id, providerId: theirs.provider.id().value(),
            projectId: theirs.api.post('/projects', [name: 'x']).ok.id, workflowId: theirs.workflowId, evalSetId: theirs.evalSetId,
            versionId: theirs.workflowVersionId, jobId: jobId, runId: theirs.row(jobId).run_id, resultId: server.rows('select id from result where job_id = ?', [done])[0].id,
            artifactId: upload.artifactId, evalAgentId: agent.id,
            tokenId: theirs.api.post('/eval-agent-tokens', [name: 'x', fleet: 'WORKSPACE', region: theirs.region]).ok.token.id,
        ] as Map<String, String>
    }

    def "#operation.operationId finds nothing of another workspace's"() {
        given:
        Map<String, String> at = [*: ids, versionId: operation.path.startsWith('/eval-sets') ? theirs.evalSetVersionId : theirs.workflowVersionId]
        String path = operation.path.replaceAll(/\{(\w+)}/) { List<String> it -> at[it[1]] } + operation.query

        when:
        Api.Answer answer = (operation.forAgents ? foreignAgent() : stranger.api).send(operation.method, path, operation.body, operation.headers)

        then:
        answer.status == 404
        answer.code.endsWith('_not_found')

        where:
        // Names, unlike ids, are those of the caller's own workspace.
        operation << operations().findAll { it.path.contains('{') && !it.path.startsWith('/admin/') && !(it.path =~ /\{(secretName|providerName)}/) }
    }

    def "a body that names #what of another workspace is refused: #pointer"() {
        when:
        Api.Answer answer = stranger.api.post(path, body(theirs, new Catalog(stranger.api), ids))

        then:
        answer.status in [400, 404]
        answer.status == 404 || answer.pointers == [pointer]

        where:
        what          | path         | pointer       | body
        'a workflow'  | '/runs'      | '/workflowId' | { JobFixture it, Catalog own, Map ids -> [workflowId: ids.workflowId, evalSetId: own.evalSet().id, regions: [it.region]] }
        'an eval set' | '/runs'      | '/evalSetId'  | { JobFixture it, Catalog own, Map ids -> [workflowId: own.workflow().id, evalSetId: ids.evalSetId, regions: [it.region]] }
        'a provider'  | '/workflows' | '/providerId' | { JobFixture it, Catalog own, Map ids -> own.newWorkflow(providerId: ids.providerId) }
        'a project'   | '/workflows' | '/projectId'  | { JobFixture it, Catalog own, Map ids -> own.newWorkflow(projectId: ids.projectId) }
    }

    def "a filter by what is another's finds nothing: #path"() {
        expect:
        stranger.api.get(path.replaceAll(/\{(\w+)}/) { List<String> it -> ids[it[1]] }).with { it.status == 404 || it.ok.data == [] }

        where:
        path << ['/jobs?runId={runId}', '/jobs?workflowId={workflowId}', '/jobs?evalSetId={evalSetId}', '/jobs?providerId={providerId}', '/jobs?projectId={projectId}',
                 '/results?runId={runId}', '/results?jobId={jobId}', '/results?workflowId={workflowId}', '/results?providerId={providerId}',
                 '/workflows?projectId={projectId}', '/workflows?providerId={providerId}']
    }

    def "what was tried changed nothing"() {
        expect:
        theirs.status(ids.jobId) == 'RUNNING'
        ['/workflows/{workflowId}', '/eval-sets/{evalSetId}', '/projects/{projectId}', '/providers/{providerId}', '/runs/{runId}', '/results/{resultId}', '/eval-agents/{evalAgentId}', '/artifacts/{artifactId}']
                .every { path -> theirs.api.get(path.replaceAll(/\{(\w+)}/) { List<String> it -> ids[it[1]] }).status == 200 }
        theirs.api.get("/api-keys/$ids.keyId").ok.revokedAt == null
        theirs.api.get('/eval-agent-tokens').ok.data.find { it.id == ids.tokenId }.revokedAt == null
    }

    private Api foreignAgent() {
        server.api(server.fixture().agentToken(stranger, [region: theirs.region]))
    }

    private List<Map> operations() {
        CONTRACT.paths.collectMany { String path, Map item ->
            item.findAll { it.key in ['get', 'post', 'put', 'patch', 'delete'] }.collect { String method, Map operation ->
                Map content = operation.requestBody?.content ?: [:]
                List<Map> required = ((item.parameters ?: []) + (operation.parameters ?: [])).collect { resolve(it) }.findAll { it.required }
                List<Map> query = required.findAll { it.in == 'query' }
                Map headers = required.findAll { it.in == 'header' }
                        .collectEntries { [it.name, it.name == 'Vox-Lease' ? lease : it.example as String] }
                boolean bytes = content.containsKey('application/octet-stream')
                Object schema = content['application/json']?.schema
                [
                    operationId: operation.operationId, method: method.toUpperCase(), path: path,
                    forAgents: operation.security == [[agentToken: []]],
                    body: bytes ? 'x'.bytes : schema == null ? null : resolve(schema as Map).example,
                    query: query ? '?' + query.collect { "$it.name=$it.example" }.join('&') : '',
                    headers: headers + (bytes ? ['Content-Type': 'application/octet-stream'] : [:]),
                ]
            }
        }
    }

    private static Map resolve(Map node) {
        node.$ref ? resolve(node.$ref.split('/').drop(1).inject(CONTRACT) { Map at, String name -> at[name] as Map }) : node
    }
}
