package io.vox.sdk

import com.sun.net.httpserver.HttpExchange
import io.vox.sdk.model.ArtifactKind
import io.vox.sdk.model.NewArtifact
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(60)
class ArtifactTransferSpec extends Specification {
    static final String CONTENT = '/api/v1/artifacts/art_1/content'

    @AutoCleanup
    FakeServer server = new FakeServer()

    @TempDir
    Path folder

    List<Duration> pauses = new CopyOnWriteArrayList<>()
    byte[] bytes = new byte[2500].tap { new Random(7).nextBytes(it) }
    Path file

    def setup() {
        file = folder.resolve('recording.wav')
        Files.write(file, bytes)
    }

    def "a file is sent in pieces and finished with its digest"() {
        given:
        state(0).state(1000).state(2000).state(2500).finished()

        when:
        def artifact = upload()

        then:
        artifact.sha256 == sha256()
        server.calls*.toString() == ['POST /api/v1/jobs/job_1/artifacts', "PUT $CONTENT", "PUT $CONTENT", "PUT $CONTENT", 'POST /api/v1/artifacts/art_1/finish']
        server.calls[0].json == [kind: 'RECORDING', name: 'recording.wav', contentType: 'audio/wav', conversation: 1, sizeBytes: 2500]
        server.calls[0].header('Idempotency-Key')
        server.calls[1..3]*.query == ['offset=0', 'offset=1000', 'offset=2000']
        server.calls[1..3]*.header('Content-Type').unique() == ['application/octet-stream']
        server.calls*.header('Vox-Lease').unique() == ['lease']
        server.calls*.header('Authorization').unique() == ['Bearer secret']
        sent() == bytes
        server.calls[4].json == [sizeBytes: 2500, sha256: sha256()]
    }

    def "an empty file has no pieces"() {
        given:
        Files.write(file, new byte[0])
        bytes = new byte[0]
        state(0).finished()

        expect:
        upload().sha256 == sha256()
        server.calls.size() == 2
    }

    def "an upload that is cut goes on with the byte that the server has not got"() {
        given:
        state(0).state(1000)
        server.handle { throw new IOException('cut') }
        state(1300).state(2300)
        server.problem(503, 'unavailable')
        state(2300).state(2500).finished()

        when:
        upload()

        then:
        server.calls.findAll { it.method == 'PUT' }*.query == ['offset=0', 'offset=1000', 'offset=1300', 'offset=2300', 'offset=2300']
        server.calls[3].toString() == 'GET /api/v1/artifacts/art_1/upload'
        pauses.size() == 2
    }

    def "an upload that is where we did not think goes on there"() {
        given:
        state(0)
        server.problem(409, 'upload_offset_wrong')
        state(1500).state(2500).finished()

        when:
        upload()

        then:
        server.calls.findAll { it.method == 'PUT' }*.query == ['offset=0', 'offset=1500']
        pauses.empty
    }

    def "bytes that were damaged on the way are sent again, once"() {
        given:
        state(0, 5000).state(2500, 5000)
        server.problem(422, 'checksum_mismatch')
        state(0, 5000).state(2500, 5000)
        if (mended) {
            finished()
        } else {
            server.problem(422, 'checksum_mismatch')
        }

        when:
        def failure = null
        try {
            upload()
        } catch (UnprocessableException e) {
            failure = e
        }

        then:
        (failure == null) == mended
        server.calls.count { it.method == 'PUT' } == 2

        where:
        mended << [true, false]
    }

    def "a lost lease ends an upload at once"() {
        given:
        state(0)
        server.problem(409, 'lease_lost')
        server.problem(409, 'lease_lost')

        when:
        upload()

        then:
        ConflictException e = thrown()
        e.code() == 'lease_lost'
        server.calls.size() == 2
    }

    def "a server that stays away is given up"() {
        given:
        state(0)
        3.times {
            server.problem(503, 'unavailable')
            state(0)
        }

        when:
        upload()

        then:
        thrown(ServerException)
        server.calls.count { it.method == 'PUT' } == 3
    }

    def "a store elsewhere gets the whole file, its own headers and no token"() {
        given:
        def store = new FakeServer()
        store.answer(200, '')
        server.answer(201, [artifactId: 'art_1', uploadUrl: "$store.url/bucket/recording.wav?signature=abc" as String, method: 'PUT',
                            headers: ['x-amz-acl': 'private'], receivedBytes: 0, sizeBytes: 2500, maxChunkBytes: 5000000])
        finished()

        when:
        upload()

        then:
        with(store.calls[0]) {
            path == '/bucket/recording.wav'
            query == 'signature=abc'
            header('x-amz-acl') == 'private'
            header('Authorization') == null
            header('Vox-Lease') == null
            body == bytes
        }

        cleanup:
        store.close()
    }

    def "a file is downloaded and compared"() {
        given:
        server.answer(200, [id: 'art_1', name: 'recording.wav', sha256: sha256()])
        if (cut) {
            content(cut)
        }
        content(bytes.length)
        def target = folder.resolve('copy.wav')
        Files.write(target, [1] as byte[])

        when:
        vox().downloadArtifact('art_1', target)

        then:
        Files.readAllBytes(target) == bytes
        folder.toFile().list().sort() == ['copy.wav', 'recording.wav']
        server.calls*.path.unique() == ['/api/v1/artifacts/art_1', CONTENT]

        where:
        cut << [0, 1200]
    }

    def "a download that is not what was uploaded leaves nothing behind"() {
        given:
        server.answer(200, [id: 'art_1', name: 'recording.wav', sha256: 'f' * 64])
        content(bytes.length)

        when:
        vox().downloadArtifact('art_1', folder.resolve('copy.wav'))

        then:
        thrown(DecodingException)
        folder.toFile().list() == ['recording.wav'] as String[]
    }

    private ArtifactTransferSpec state(long received, int maxChunk = 1000) {
        server.answer(200, [artifactId: 'art_1', uploadUrl: CONTENT, method: 'PUT', headers: ['Content-Type': 'application/octet-stream'],
                            receivedBytes: received, sizeBytes: bytes.length, maxChunkBytes: maxChunk])
        this
    }

    private void finished() {
        server.answer(200, [id: 'art_1', state: 'READY', sha256: sha256()])
    }

    private void content(int length) {
        server.handle { HttpExchange exchange ->
            exchange.sendResponseHeaders(200, bytes.length)
            exchange.responseBody.write(bytes, 0, length)
            exchange.responseBody.flush()
            if (length < bytes.length) {
                throw new IOException('cut')
            }
            exchange.close()
        }
    }

    private byte[] sent() {
        def all = new ByteArrayOutputStream()
        server.calls.findAll { it.method == 'PUT' }.each { all.write(it.body) }
        all.toByteArray()
    }

    private String sha256() {
        MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex()
    }

    private Object upload() {
        vox().uploadArtifact('job_1', 'lease', new NewArtifact().kind(ArtifactKind.RECORDING).name('recording.wav')
                .contentType('audio/wav').conversation(1), file)
    }

    private Vox vox() {
        Vox.builder().url(server.url).token('secret').sleeper { pauses << it }.build()
    }
}
