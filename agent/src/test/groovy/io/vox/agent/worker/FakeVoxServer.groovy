package io.vox.agent.worker

import static io.vox.agent.worker.Answers.json
import static io.vox.agent.worker.Answers.problem

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import groovy.json.JsonSlurper
import groovy.transform.CompileStatic
import java.security.MessageDigest
import java.time.Instant
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.LinkedBlockingDeque
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import java.util.regex.Pattern

/**
 * A server that speaks the daemon's operations of the contract over a real socket, keeps what it is told, checks it by the
 * contract's schemas, and misbehaves when asked to. Thread-safe.
 */
@CompileStatic
class FakeVoxServer implements AutoCloseable {
    static final String TOKEN = 'vox_eat_4q8mZ0w2Xn7LrT5cVb9KdEf3'
    static final String JOB = 'job_01kaj3qd6v0m5r8y2b4n7c9e1f'
    static final String LEASE = 'Q1xN5r7uT2wB9aL4dE6hJ0pZk3fY0c8m'

    record Request(String operation, String jobId, Object body, long nanos) {}

    int heartbeatSeconds = 1
    int leaseSeconds = 30
    int claimWaitSeconds = 1
    int maxChunkBytes = 1 << 20
    Map<String, String> secrets = [:]

    final List<Request> requests = new CopyOnWriteArrayList<>()
    final List<String> violations = new CopyOnWriteArrayList<>()
    final List<Map> events = new CopyOnWriteArrayList<>()
    final Map<String, Map> artifacts = new ConcurrentHashMap<>()
    /** What the server says of jobs in heartbeats and progress. */
    final Map<String, String> actions = new ConcurrentHashMap<>()

    private static final Map<String, List<String>> OPERATIONS = [
        registerEvalAgent    : ['POST', '/eval-agents/register', 'EvalAgentRegistration'],
        heartbeatEvalAgent   : ['POST', '/eval-agents/heartbeat', 'Heartbeat'],
        claimJob             : ['POST', '/eval-agents/claim', 'Claim'],
        getJobSecrets        : ['GET', '/jobs/([^/]+)/secrets', null],
        reportJobProgress    : ['POST', '/jobs/([^/]+)/progress', 'Progress'],
        completeJob          : ['PUT', '/jobs/([^/]+)/result', 'JobReport'],
        failJob              : ['POST', '/jobs/([^/]+)/failure', 'JobFailure'],
        releaseJob           : ['POST', '/jobs/([^/]+)/release', 'JobRelease'],
        createArtifact       : ['POST', '/jobs/([^/]+)/artifacts', 'NewArtifact'],
        uploadArtifactContent: ['PUT', '/artifacts/([^/]+)/content', null],
        getArtifactUpload    : ['GET', '/artifacts/([^/]+)/upload', null],
        finishArtifact       : ['POST', '/artifacts/([^/]+)/finish', 'ArtifactFinish'],
    ]
    private static final List<String> FENCED = ['getJobSecrets', 'reportJobProgress', 'completeJob', 'failJob', 'releaseJob', 'createArtifact',
        'uploadArtifactContent', 'getArtifactUpload', 'finishArtifact']

    private final HttpServer server
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()
    private final CountDownLatch closed = new CountDownLatch(1)
    private final LinkedBlockingDeque<Map> jobs = new LinkedBlockingDeque<>()
    private final Map<String, String> leases = new ConcurrentHashMap<>()
    private final Map<String, String> outcomes = new ConcurrentHashMap<>()
    private final Map<String, Misbehavior> modes = new ConcurrentHashMap<>()
    private final Map<String, AtomicInteger> times = new ConcurrentHashMap<>()
    private final Map<String, List> problems = new ConcurrentHashMap<>()
    private final AtomicInteger seq = new AtomicInteger()
    private volatile String session
    private volatile boolean tokenRevoked

    FakeVoxServer() {
        server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        server.createContext('/', this::answer)
        server.executor = threads
        server.start()
    }

    URI uri() {
        URI.create("http://127.0.0.1:$server.address.port")
    }

    // --- what a spec asks for -----------------------------------------------------------------------------------------

    /** Makes a job; its setup and scenarios are lists of steps in YAML. */
    Map job(Map changes = [:]) {
        Map job = claimed(changes)
        jobs.add(job)
        return job
    }

    static Map claimed(Map changes = [:]) {
        Map given = [id: JOB, attempt: 1, url: 'http://127.0.0.1:9/', setup: '', allowedHosts: ['127.0.0.1'], maxSeconds: 600, repeats: 1,
            scenarios: [talk: '- {action: speak, corpus: q_hours}\n']] + changes
        Map provider = [id: '7hKq2MzP0aXv', name: 'Phantom (calibration)', sku: 'CONVO_AI', calibration: true]
        String at = '2026-11-21T14:30:00Z'
        return [
            jobId: given.id, runId: 'run_01kaj3qd6v0m5r8y2b4n7c9e1f', attempt: given.attempt, lease: LEASE, leaseExpiresAt: at,
            region: 'eu-west', provider: provider, allowedHosts: given.allowedHosts, maxSeconds: given.maxSeconds,
            workflow: [id: 'wfv_01kaj3qd6v0m5r8y2b4n7c9e1f', workflowId: 'wfl_01kaj3qd6v0m5r8y2b4n7c9e1f', number: 1, provider: provider,
                target: [kind: 'URL', url: given.url], stepsYaml: given.setup, createdAt: at],
            evalSet: [id: 'esv_01kaj3qd6v0m5r8y2b4n7c9e1f', evalSetId: 'evs_01kaj3qd6v0m5r8y2b4n7c9e1f', number: 1, repeats: given.repeats,
                scenarios: (given.scenarios as Map).collect { name, steps -> [name: name, stepsYaml: steps] }, createdAt: at],
        ] as Map
    }

    /** Makes an operation misbehave the next {@code count} times. */
    void misbehave(String operation, Misbehavior mode, int count = Integer.MAX_VALUE) {
        assert OPERATIONS.containsKey(operation)
        times[operation] = new AtomicInteger(count)
        modes[operation] = mode
    }

    /** Makes an operation answer a problem the next {@code count} times. */
    void refuse(String operation, int status, String code, int count = Integer.MAX_VALUE) {
        assert OPERATIONS.containsKey(operation)
        times[operation] = new AtomicInteger(count)
        problems[operation] = [status, code]
    }

    void behave(String operation) {
        modes.remove(operation)
        problems.remove(operation)
    }

    /** Another eval agent registers with the same name and token. */
    void endSession() {
        session = 'another0session00'
    }

    void revokeToken() {
        tokenRevoked = true
    }

    List<Request> of(String operation) {
        requests.findAll { it.operation() == operation }
    }

    /** The only request of that operation. */
    Map the(String operation) {
        List<Request> found = of(operation)
        assert found.size() == 1
        return found[0].body() as Map
    }

    /** How the job ended, null = it has not. */
    String outcome(String jobId = JOB) {
        outcomes[jobId]
    }

    boolean hasWaitingJobs() {
        !jobs.empty
    }

    /** The bytes of the file of that name, null = there is none. */
    byte[] content(String name) {
        Map artifact = artifacts.values().find { it.name == name && it.state == 'READY' }
        return artifact == null ? null : (artifact.bytes as ByteArrayOutputStream).toByteArray()
    }

    @Override
    void close() {
        closed.countDown()
        server.stop(0)
        threads.shutdownNow()
    }

    // --- answering ----------------------------------------------------------------------------------------------------

    private void answer(HttpExchange exchange) {
        try {
            route(exchange)
        } catch (IOException | InterruptedException gone) {
            // Who asked does not wait any more.
        } catch (Throwable broken) {
            violations.add("the fake server broke: $broken" as String)
        } finally {
            exchange.close()
        }
    }

    private void route(HttpExchange exchange) {
        String path = exchange.requestURI.path - '/api/v1'
        for (Map.Entry<String, List<String>> operation : OPERATIONS.entrySet()) {
            def match = Pattern.compile(operation.value[1]).matcher(path)
            if (exchange.requestMethod == operation.value[0] && match.matches()) {
                String id = match.groupCount() == 1 ? match.group(1) : null
                serve(exchange, operation.key, operation.value[2], id)
                return
            }
        }
        violations.add("there is no operation ${exchange.requestMethod} ${exchange.requestURI.path}" as String)
        problem(exchange, 404, 'not_found')
    }

    private void serve(HttpExchange exchange, String operation, String schema, String id) {
        long came = System.nanoTime()
        Object body = null
        boolean breaksUpload = operation == 'uploadArtifactContent' && modes[operation] == Misbehavior.KILL
        if (breaksUpload && takes(operation)) {
            // Half of it arrives.
            byte[] half = exchange.requestBody.readNBytes((int) (length(exchange) / 2))
            requests.add(new Request(operation, id, half.length, came))
            append(artifacts[id], half)
            return
        }
        byte[] bytes = exchange.requestBody.readAllBytes()
        if (schema != null) {
            String text = new String(bytes, 'UTF-8')
            violations.addAll(Contract.problems(schema, text))
            body = new JsonSlurper().parseText(text)
        } else if (bytes.length > 0) {
            body = bytes.length
        }
        requests.add(new Request(operation, id, body, came))
        Misbehavior mode = modes[operation]
        List refusal = problems[operation]
        if ((mode != null || refusal != null) && !breaksUpload && takes(operation)) {
            if (refusal != null) {
                problem(exchange, refusal[0] as int, refusal[1] as String)
            } else {
                mode.answer(exchange, closed)
            }
            return
        }
        if (exchange.requestHeaders.getFirst('Authorization') != "Bearer $TOKEN" as String || tokenRevoked) {
            problem(exchange, 401, 'agent_token_invalid')
        } else if (operation in FENCED && !holdsLease(exchange, operation, id)) {
            problem(exchange, 409, 'lease_lost')
        } else {
            operate(exchange, operation, id, body, bytes)
        }
    }

    private boolean takes(String operation) {
        AtomicInteger left = times[operation]
        return left != null && left.get() > 0 && left.getAndDecrement() > 0
    }

    private boolean holdsLease(HttpExchange exchange, String operation, String id) {
        String jobId = operation.contains('Artifact') && operation != 'createArtifact' ? artifacts[id]?.jobId : id
        boolean lease = exchange.requestHeaders.getFirst('Vox-Lease') == leases[jobId]
        return lease && (outcomes[jobId] == null || operation in ['completeJob', 'failJob', 'releaseJob'])
    }

    private void operate(HttpExchange exchange, String operation, String id, Object body, byte[] bytes) {
        Map request = body instanceof Map ? (Map) body : [:]
        switch (operation) {
            case 'registerEvalAgent':
                session = "session0${seq.incrementAndGet()}0000000000" as String
                json(exchange, [evalAgentId: 'eva_01kaj3qd6v0m5r8y2b4n7c9e1f', session: session, region: 'eu-west', fleet: 'WORKSPACE',
                    heartbeatSeconds: heartbeatSeconds, leaseSeconds: leaseSeconds, claimWaitSeconds: claimWaitSeconds])
                break
            case 'heartbeatEvalAgent':
                if (request.session != session) {
                    problem(exchange, 409, 'session_ended')
                    return
                }
                List<Map> held = (request.jobs as List<Map>).collect { Map job ->
                    boolean known = leases[job.jobId as String] == job.lease
                    String action = known ? actions.getOrDefault(job.jobId as String, 'CONTINUE') : 'ABANDON'
                    [jobId: job.jobId, action: action, leaseExpiresAt: action == 'ABANDON' ? null : Instant.now().plusSeconds(leaseSeconds).toString()] as Map
                }
                json(exchange, [jobs: held, heartbeatSeconds: heartbeatSeconds])
                break
            case 'claimJob':
                claim(exchange, request)
                break
            case 'reportJobProgress':
                (request.events as List<Map>).findAll { event -> !events.any { it.number == event.number } }.each { events.add(it) }
                json(exchange, [lastSeq: events.size(), lastNumber: (request.events as List<Map>)*.number.max(),
                    action: actions.getOrDefault(id, 'CONTINUE')])
                break
            case 'completeJob':
                end(exchange, id, 'COMPLETED', 'res_01kaj3qd6v0m5r8y2b4n7c9e1f')
                break
            case 'failJob':
                end(exchange, id, request.kind == 'CANCELED' ? 'CANCELED' : request.kind == 'HARNESS_FAULT' ? 'PENDING' : 'FAILED', null)
                break
            case 'releaseJob':
                end(exchange, id, 'PENDING', null)
                break
            case 'getJobSecrets':
                json(exchange, [secrets: secrets.collect { name, value -> [name: name, value: value] }])
                break
            case 'createArtifact':
                String artifact = "art_01kaj3qd6v0m5r8y2b4n7c9${String.format('%03d', seq.incrementAndGet())}" as String
                artifacts[artifact] = ([id: artifact, jobId: id, bytes: new ByteArrayOutputStream(), state: 'UPLOADING'] + request) as Map
                json(exchange, 201, upload(artifact))
                break
            case 'getArtifactUpload':
                json(exchange, upload(id))
                break
            case 'uploadArtifactContent':
                long offset = exchange.requestURI.query.replace('offset=', '').toLong()
                if (offset != size(artifacts[id])) {
                    problem(exchange, 409, 'upload_offset_wrong')
                    return
                }
                append(artifacts[id], bytes)
                json(exchange, upload(id))
                break
            case 'finishArtifact':
                finish(exchange, id, request)
                break
        }
    }

    private void claim(HttpExchange exchange, Map request) {
        String asking = request.session
        if (asking != session) {
            problem(exchange, 409, 'session_ended')
            return
        }
        Map job = jobs.poll((request.waitSeconds ?: 0) as long, TimeUnit.SECONDS)
        if (job == null) {
            exchange.sendResponseHeaders(204, -1)
        } else if (asking != session) {
            jobs.addFirst(job)
            problem(exchange, 409, 'session_ended')
        } else {
            leases[job.jobId as String] = job.lease as String
            json(exchange, job)
        }
    }

    private void end(HttpExchange exchange, String jobId, String status, String resultId) {
        outcomes.putIfAbsent(jobId, status)
        json(exchange, [jobId: jobId, status: outcomes[jobId], attempt: 1, resultId: resultId])
    }

    private Map upload(String id) {
        [artifactId: id, uploadUrl: "/api/v1/artifacts/$id/content" as String, method: 'PUT', headers: ['Content-Type': 'application/octet-stream'],
            receivedBytes: size(artifacts[id]), sizeBytes: artifacts[id].sizeBytes, maxChunkBytes: maxChunkBytes] as Map
    }

    private void finish(HttpExchange exchange, String id, Map request) {
        Map artifact = artifacts[id]
        byte[] bytes = (artifact.bytes as ByteArrayOutputStream).toByteArray()
        if (bytes.length != request.sizeBytes as int) {
            problem(exchange, 409, 'upload_incomplete')
            return
        }
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance('SHA-256').digest(bytes))
        if (digest != request.sha256) {
            artifact.bytes = new ByteArrayOutputStream()
            problem(exchange, 422, 'checksum_mismatch')
            return
        }
        artifact.state = 'READY'
        json(exchange, [id: id, jobId: artifact.jobId, attempt: 1, conversation: artifact.conversation, kind: artifact.kind, name: artifact.name,
            contentType: artifact.contentType, sizeBytes: bytes.length, sha256: digest, state: 'READY', createdAt: '2026-11-21T14:30:00Z'])
    }

    private static void append(Map artifact, byte[] bytes) {
        synchronized (artifact) {
            (artifact.bytes as ByteArrayOutputStream).write(bytes)
        }
    }

    private static int size(Map artifact) {
        (artifact.bytes as ByteArrayOutputStream).size()
    }

    private static long length(HttpExchange exchange) {
        (exchange.requestHeaders.getFirst('Content-Length') ?: '0').toLong()
    }
}
