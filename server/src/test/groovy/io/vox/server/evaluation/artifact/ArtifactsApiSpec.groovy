package io.vox.server.evaluation.artifact

import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.Api
import io.vox.server.support.TestServer
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

class ArtifactsApiSpec extends Specification {
    static final int CHUNK = 8 * 1024 * 1024

    @Shared
    TestServer server = TestServer.shared()

    @Shared
    JobFixture fixture = new JobFixture(server)

    @Shared
    JobFixture.Agent agent = fixture.agent()

    PollingConditions soon = new PollingConditions(timeout: 60, delay: 0.02)
    Map held

    def setup() {
        fixture.job()
        held = agent.claim()
    }

    def cleanup() {
        agent.fail(held, 'CANCELED')
    }

    def "a file is begun, sent in parts, finished, listed and downloaded (VOX-AGENT-09)"() {
        given:
        byte[] content = random(300_000)

        when:
        Map upload = create(content.length).ok as Map

        then:
        upload.method == 'PUT'
        upload.uploadUrl == "/api/v1/artifacts/$upload.artifactId/content"
        upload.headers == ['Content-Type': 'application/octet-stream']
        [upload.receivedBytes, upload.sizeBytes, upload.maxChunkBytes] == [0, 300_000, CHUNK]
        fixture.api.get("/jobs/$held.jobId/artifacts").ok.data == []
        fixture.api.get("/artifacts/$upload.artifactId").code == 'artifact_not_found'

        when:
        send(upload, 0, content[0..<200_000] as byte[]).ok
        Map resumed = agent.api.get("/artifacts/$upload.artifactId/upload", lease()).ok as Map
        send(upload, resumed.receivedBytes as int, content[200_000..<300_000] as byte[]).ok
        Map artifact = finish(upload, content).ok as Map

        then:
        resumed.receivedBytes == 200_000
        artifact.state == 'READY'
        artifact.sha256 == sha256(content)
        finish(upload, content).ok == artifact
        fixture.api.get("/artifacts/$upload.artifactId").ok == artifact
        fixture.api.get("/jobs/$held.jobId/artifacts").ok.data == [artifact]

        and: "with what a browser needs to save it"
        with(download(upload)) {
            status == 200
            bytes == content
            header('Content-Length') == '300000'
            header('Content-Type') == 'audio/wav'
            header('Accept-Ranges') == 'bytes'
            header('Content-Disposition') == 'attachment; filename="recording.wav"'
            header('X-Content-Type-Options') == 'nosniff'
        }
    }

    def "a part of a file can be asked for, so that a player can jump"() {
        given:
        byte[] content = random(100_000)
        Map upload = uploaded(content)

        expect:
        with(download(upload, ['Range': 'bytes=99990-'])) {
            status == 206
            bytes == content[99_990..<100_000] as byte[]
            header('Content-Range') == 'bytes 99990-99999/100000'
            header('Content-Length') == '10'
        }
        download(upload, ['Range': 'bytes=10-19']).bytes == content[10..19] as byte[]
        download(upload, ['Range': 'bytes=200000-']).status == 200
    }

    def "a recording is found from its conversation"() {
        given:
        Map upload = uploaded(random(10), [conversation: 1])
        agent.complete(held).ok

        expect:
        fixture.api.get("/jobs/$held.jobId/calls").ok.data*.recordingArtifactId == [upload.artifactId]
    }

    def "the same file begun again goes on where it was, and another of its name is refused"() {
        given:
        Map upload = create(100).ok as Map
        send(upload, 0, random(40)).ok

        expect:
        with(create(100).ok) {
            artifactId == upload.artifactId
            receivedBytes == 40
        }
        create(101).code == 'validation_failed'
        create(100, [name: 'other.wav']).ok.artifactId != upload.artifactId
        create(100, [conversation: 2]).ok.artifactId != upload.artifactId
    }

    def "bytes that do not go on where the server is are refused, and nothing is written over"() {
        given:
        byte[] content = random(1000)
        Map upload = create(1000).ok as Map
        send(upload, 0, content[0..<600] as byte[]).ok

        expect:
        [0, 100, 599, 601, 900].every { offset ->
            send(upload, offset, random(50)).with { status == 409 && code == 'upload_offset_wrong' }
        }

        when:
        send(upload, 600, content[600..<1000] as byte[]).ok

        then:
        finish(upload, content).status == 200
        download(upload).bytes == content
    }

    def "what has another digest is thrown away, and the upload begins again"() {
        given:
        byte[] content = random(1000)
        Map upload = create(1000).ok as Map
        send(upload, 0, random(1000)).ok

        expect:
        with(finish(upload, content)) {
            status == 422
            code == 'checksum_mismatch'
        }
        fixture.api.get("/artifacts/$upload.artifactId").code == 'artifact_not_found'
        agent.api.get("/artifacts/$upload.artifactId/upload", lease()).ok.receivedBytes == 0

        when:
        send(upload, 0, content).ok

        then:
        finish(upload, content).ok.state == 'READY'
        finish(upload, random(1000)).code == 'checksum_mismatch'
        send(upload, 1000, random(1)).code in ['upload_finished', 'payload_too_large']
        send(upload, 0, random(1)).code == 'upload_finished'
        download(upload).bytes == content
    }

    def "a file that is not whole cannot be finished"() {
        given:
        byte[] content = random(1000)
        Map upload = create(1000).ok as Map
        send(upload, 0, content[0..<999] as byte[]).ok

        expect:
        with(finish(upload, content)) {
            status == 409
            code == 'upload_incomplete'
        }
    }

    def "an empty file is a file"() {
        given:
        Map upload = create(0, [kind: 'LOG', name: 'empty.log', contentType: 'text/plain']).ok as Map

        expect:
        finish(upload, new byte[0]).ok.sizeBytes == 0
        with(download(upload)) {
            status == 200
            bytes.length == 0
        }
    }

    def "more bytes than a request may carry, or than the file was to have, are refused and none stays"() {
        given:
        Map small = create(100).ok as Map
        Map large = create(3 * CHUNK, [name: 'large.wav']).ok as Map

        expect:
        send(small, 0, random(101)).code == 'payload_too_large'
        send(large, 0, random(CHUNK + 1)).code == 'payload_too_large'
        [small, large].every { agent.api.get("/artifacts/$it.artifactId/upload", lease()).ok.receivedBytes == 0 }
        send(large, 0, random(CHUNK)).ok.receivedBytes == CHUNK
    }

    def "of a connection that broke, what came before is kept"() {
        given:
        byte[] content = random(500_000)
        Map upload = create(content.length).ok as Map

        when:
        Socket socket = new Socket(server.address().host, server.address().port)
        socket.outputStream << "PUT $upload.uploadUrl?offset=0 HTTP/1.1\r\nHost: vox\r\nAuthorization: Bearer ${agent.api.token}\r\nVox-Lease: $held.lease\r\nContent-Type: application/octet-stream\r\nContent-Length: ${content.length}\r\n\r\n"
        socket.outputStream.write(content, 0, 200_000)
        socket.outputStream.flush()
        soon.eventually { assert received(upload) > 0 }
        socket.close()

        then: "and nobody else is told to send at the same place meanwhile"
        soon.eventually {
            int there = received(upload)
            assert send(upload, there, content[there..<content.length] as byte[]).status == 200
        }
        finish(upload, content).status == 200
        download(upload).bytes == content
    }

    def "of two that send the same part at once, the file has it once"() {
        given:
        byte[] content = random(2_000_000)
        Map upload = create(content.length).ok as Map

        when:
        List<Integer> statuses = Executors.newVirtualThreadPerTaskExecutor().withCloseable { threads ->
            (1..4).collect { threads.submit({ send(upload, 0, content).status } as Callable) }*.get()
        }

        then:
        statuses.count(200) == 1
        statuses.count(409) == 3
        finish(upload, content).status == 200
    }

    def "without the lease of the attempt nothing can be begun, sent, asked or finished"() {
        given:
        Map upload = create(10).ok as Map
        Map stolen = [*: held, lease: 'x' * 43]
        JobFixture.Agent colleague = fixture.agent()
        JobFixture.Agent stranger = new JobFixture(server).agent()

        expect:
        create(10, [:], stolen).code == 'lease_lost'
        send(upload, 0, random(10), stolen).code == 'lease_lost'
        agent.api.get("/artifacts/$upload.artifactId/upload", lease(stolen)).code == 'lease_lost'
        finish(upload, random(10), stolen).code == 'lease_lost'
        colleague.api.get("/artifacts/$upload.artifactId/upload", lease()).code == 'lease_lost'
        stranger.api.get("/artifacts/$upload.artifactId/upload", lease()).code == 'artifact_not_found'
        stranger.api.post("/jobs/$held.jobId/artifacts", body(10), lease()).code == 'job_not_found'

        when:
        agent.release(held).ok
        Map again = agent.claim()

        then:
        again.jobId == held.jobId
        send(upload, 0, random(10)).code == 'lease_lost'

        cleanup:
        held = again ?: held
    }

    def "files of another workspace are not there"() {
        given:
        Map upload = uploaded(random(10))
        Api stranger = server.fixture().person().api

        expect:
        ["/artifacts/$upload.artifactId", "/artifacts/$upload.artifactId/content"].every {
            stranger.get(it as String).with { status == 404 && code == 'artifact_not_found' }
        }
    }

    def "a job has at most 4 GiB and 1,000 files"() {
        given:
        4.times { create(1024L * 1024 * 1024, [name: "part-$it" as String]).ok }

        expect:
        with(create(1, [name: 'one-more'])) {
            status == 422
            code == 'limit_reached'
            json.limit == 4L * 1024 * 1024 * 1024
        }

        when:
        server.execute('''insert into artifact (id, workspace_id, job_id, attempt, kind, name, content_type, size_bytes, storage_key)
                select 'art_' || lpad(n::text, 26, '0'), workspace_id, id, 1, 'LOG', 'log-' || n, 'text/plain', 0, id || '/' || n
                from job, generate_series(1, 996) as n where id = ?''', [held.jobId])

        then:
        with(create(0, [name: 'one-more'])) {
            code == 'limit_reached'
            json.limit == 1000
        }

        cleanup:
        server.execute('delete from artifact where job_id = ?', [held.jobId])
    }

    def "a name with a folder in it, and a file that is #what, are refused"() {
        expect:
        create(size, change).code == 'validation_failed'

        where:
        what                   | size                  | change
        'in a folder'          | 1                     | [name: '../../etc/passwd']
        'hidden'               | 1                     | [name: '.profile']
        'of a size below 0'    | -1                    | [:]
        'larger than 1 GiB'    | 1024L * 1024 * 1024 + 1 | [:]
        'of no media type'     | 1                     | [contentType: 'sound']
        'of a kind that is none' | 1                   | [kind: 'MOVIE']
    }

    def "files whose disk is full are refused before they begin"() {
        given:
        TestServer full = TestServer.start(['vox.evaluation.artifact.reserve-bytes': Long.MAX_VALUE.toString()], server)

        expect:
        with(agent.at(full).api.post("/jobs/$held.jobId/artifacts", body(10), lease())) {
            status == 507
            code == 'storage_full'
            header('Retry-After') != null
        }
        server.rows('select 1 from artifact where job_id = ?', [held.jobId]).empty

        cleanup:
        full.close()
    }

    def "uploads that nobody goes on with are removed after a day"() {
        given:
        Map upload = create(100).ok as Map
        send(upload, 0, random(50)).ok
        Path part = server.home.resolve("artifacts/$held.jobId/${upload.artifactId}.part")
        AbandonedUploadsReaper reaper = server.bean(AbandonedUploadsReaper)

        expect:
        Files.exists(part)

        when: "somebody still may go on"
        server.execute("update artifact set created_at = vox_now() - interval '25 hours' where id = ?", [upload.artifactId])
        reaper.runOnce()

        then:
        Files.exists(part)

        when:
        agent.fail(held, 'CANCELED').ok
        reaper.runOnce()

        then:
        !Files.exists(part)
        server.rows('select 1 from artifact where id = ?', [upload.artifactId]).empty
    }

    private Api.Answer create(long size, Map change = [:], Map by = held) {
        agent.api.post("/jobs/$by.jobId/artifacts", body(size, change), lease(by))
    }

    private static Map body(long size, Map change = [:]) {
        [conversation: 1, kind: 'RECORDING', name: 'recording.wav', contentType: 'audio/wav', sizeBytes: size] + change
    }

    private Api.Answer send(Map upload, long offset, byte[] bytes, Map by = held) {
        agent.api.put("/artifacts/$upload.artifactId/content?offset=$offset", bytes, lease(by) + ['Content-Type': 'application/octet-stream'])
    }

    private Api.Answer finish(Map upload, byte[] content, Map by = held) {
        agent.api.post("/artifacts/$upload.artifactId/finish", [sizeBytes: content.length, sha256: sha256(content)], lease(by))
    }

    private Map uploaded(byte[] content, Map change = [:]) {
        Map upload = create(content.length, change).ok as Map
        send(upload, 0, content).ok
        finish(upload, content).ok
        upload
    }

    private Api.Answer download(Map upload, Map headers = [:]) {
        fixture.api.get("/artifacts/$upload.artifactId/content", headers)
    }

    private int received(Map upload) {
        agent.api.get("/artifacts/$upload.artifactId/upload", lease()).ok.receivedBytes as int
    }

    private Map lease(Map by = held) {
        ['Vox-Lease': by.lease]
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size]
        new Random().nextBytes(bytes)
        bytes
    }

    private static String sha256(byte[] bytes) {
        MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex()
    }
}
