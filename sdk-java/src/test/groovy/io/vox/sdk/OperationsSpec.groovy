package io.vox.sdk

import java.nio.file.Files
import java.nio.file.Path
import org.snakeyaml.engine.v2.api.Load
import org.snakeyaml.engine.v2.api.LoadSettings
import spock.lang.Shared
import spock.lang.Specification

class OperationsSpec extends Specification {
    /** POSTs that must not be sent twice, each with a reason. */
    static final Map<String, String> ONCE = [
        '/admin/users/{userId}/activation': 'each sends a mail',
        '/api-keys/{keyId}/rotate': 'each makes another secret',
        '/auth/activate': 'a token works once; the second answer would be a refusal of what succeeded',
        '/auth/admin/login': 'each begins a session',
        '/auth/login': 'each begins a session',
        '/auth/password-reset': 'each sends a mail',
        '/auth/password-reset/confirm': 'a token works once; the second answer would be a refusal of what succeeded',
        '/auth/register': 'each sends a mail',
        '/auth/request-otp': 'each sends a mail',
        '/auth/token': 'each counts as a try',
        '/auth/verify': 'a proof works once; the second answer would be a refusal of what succeeded',
        '/auth/refresh': 'a refresh token that is used again ends its session',
        '/eval-agents/claim': 'the job of an answer that was lost is held until its lease ends; a second claim would hold another',
        '/setup': 'works once; the second answer would be a refusal of what succeeded',
    ]

    /** The server says where to send bytes; that it is this operation matters for headers only. */
    static final String UPLOAD = '/artifacts/{artifactId}/content'

    @Shared
    Map contract = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of('../openapi.yaml'))) as Map

    def "operations are under the path that the contract names"() {
        expect:
        contract.servers*.url == [Operations.BASE_PATH]
    }

    def "the creating operations are those that take an idempotency key"() {
        expect:
        Operations.CREATING == posts().findAll { parameters(it.key, it.value).contains('Idempotency-Key') }.keySet()
    }

    def "of every other POST it is said whether it may be repeated"() {
        expect:
        Operations.HARMLESS_TWICE + ONCE.keySet() == posts().keySet() - Operations.CREATING
        Operations.HARMLESS_TWICE.intersect(ONCE.keySet()).empty
    }

    def "what is written by hand is what streams in the contract"() {
        given:
        def streaming = contract.paths.collectMany { path, item ->
            item.findAll { it.value instanceof Map && it.value['x-streaming'] }.collect { [it.value.operationId, it.key, path] }
        }

        expect:
        streaming as Set == [
            ['streamJobEvents', 'get', Operations.STREAM_JOB_EVENTS],
            ['downloadArtifact', 'get', Operations.DOWNLOAD_ARTIFACT],
            ['uploadArtifactContent', 'put', UPLOAD],
        ] as Set
    }

    def "headers that are sent by hand have the names of the contract"() {
        expect:
        contract.components.parameters.values().findAll { it.in == 'header' }*.name
                .containsAll([Operations.IDEMPOTENCY_KEY, Operations.LEASE, Operations.LAST_EVENT_ID])
        parameters(Operations.STREAM_JOB_EVENTS, contract.paths[Operations.STREAM_JOB_EVENTS].get).contains(Operations.LAST_EVENT_ID)
        parameters(UPLOAD, contract.paths[UPLOAD].put).containsAll([Operations.LEASE, 'offset'])
    }

    def "#method #path: creating #creating, repeatable #repeatable"() {
        expect:
        Operations.isCreating(method, path) == creating
        Operations.isRepeatable(method, path, false) == repeatable
        Operations.isRepeatable(method, path, true)

        where:
        method   | path                           || creating | repeatable
        'POST'   | '/runs'                        || true     | false
        'GET'    | '/runs'                        || false    | true
        'POST'   | '/jobs/job_1/artifacts'        || true     | false
        'POST'   | '/jobs/job_1/x/artifacts'      || false    | false
        'POST'   | '/jobs/job_1/release'          || false    | true
        'POST'   | '/auth/refresh'                || false    | false
        'PUT'    | '/jobs/job_1/result'           || false    | true
        'DELETE' | '/jobs/job_1'                  || false    | true
    }

    def "an id cannot lead to another path"() {
        expect:
        Operations.path(Operations.STREAM_JOB_EVENTS, '../$1 x') == '/jobs/..%2F%241%20x/events/stream'
    }

    private Map<String, Map> posts() {
        contract.paths.findAll { it.value.post }.collectEntries { [it.key, it.value.post] }
    }

    private List<String> parameters(String path, Map operation) {
        ((operation.parameters ?: []) + (contract.paths[path].parameters ?: [])).collect {
            it.name ?: contract.components.parameters[(it['$ref'] as String).tokenize('/').last()].name
        }
    }
}
