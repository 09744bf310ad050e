package io.vox.sdk

import com.sun.net.httpserver.HttpExchange
import groovy.json.JsonOutput
import io.vox.sdk.model.JobEvent
import io.vox.sdk.model.JobEventType
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneId
import java.time.ZoneOffset
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(60)
class EventStreamSpec extends Specification {
    @AutoCleanup
    FakeServer server = new FakeServer()

    List<Duration> pauses = new CopyOnWriteArrayList<>()

    def "events come in order until the one that ends the job"() {
        given:
        stream { it << ': hello\n\n' << event(1, 'CREATED') << event(2, 'CLAIMED') << event(3, 'COMPLETED') }

        expect:
        events() == [[1L, JobEventType.CREATED], [2L, JobEventType.CLAIMED], [3L, JobEventType.COMPLETED]]
        server.calls*.toString() == ['GET /api/v1/jobs/job_1/events/stream']
        with(server.calls[0]) {
            header('Accept').startsWith('text/event-stream')
            header('Authorization') == 'Bearer secret'
            header('Last-Event-ID') == null
        }
    }

    def "an event is there as soon as it was sent"() {
        given:
        def seen = new CountDownLatch(1)
        stream { OutputStream it ->
            it << event(1, 'CREATED')
            it.flush()
            assert seen.await(30, TimeUnit.SECONDS)
            it << event(2, 'FAILED')
        }
        def stream = vox().streamJobEvents('job_1').iterator()

        when:
        def first = stream.next()
        seen.countDown()

        then:
        first.seq == 1
        stream.next().seq == 2
        !stream.hasNext()
    }

    def "a stream that is cut goes on after the last event, without loss or repetition"() {
        given:
        stream { it << event(1, 'CREATED') << event(2, 'CLAIMED') << 'id: 3\nevent: job\nda'; it.flush(); throw new IOException('cut') }
        server.problem(503, 'unavailable')
        stream { it << event(2, 'CLAIMED') << event(3, 'TURN') }
        stream { it << event(4, 'COMPLETED') }

        expect:
        events()*.first() == [1L, 2L, 3L, 4L]
        server.calls*.header('Last-Event-ID') == [null, '2', '2', '3']
        pauses.size() == 3
    }

    def "one can begin after an event that one has"() {
        given:
        stream { it << event(8, 'COMPLETED') }

        expect:
        vox().streamJobEvents('job_1', 7).collect { it.seq } == [8L]
        server.calls[0].header('Last-Event-ID') == '7'
    }

    def "a stream of a job of which one has everything ends"() {
        given:
        stream { }
        server.answer(200, [id: 'job_1', status: 'CANCELED'])

        expect:
        vox().streamJobEvents('job_1', 8).collect { it.seq } == []
        server.calls*.path == ['/api/v1/jobs/job_1/events/stream', '/api/v1/jobs/job_1']
    }

    def "a stream that ends while the job goes on is made anew"() {
        given:
        stream { }
        server.answer(200, [id: 'job_1', status: 'RUNNING'])
        stream { it << event(1, 'COMPLETED') }

        expect:
        events()*.first() == [1L]
    }

    def "a server that ends quiet streams after minutes is not given up"() {
        given:
        def clock = new MinuteClock()
        15.times {
            stream { }
            server.answer(200, [id: 'job_1', status: 'PENDING'])
        }
        stream { it << event(1, 'COMPLETED') }

        expect:
        vox().toBuilder().clock(clock).build().streamJobEvents('job_1').collect { it.seq } == [1L]
        pauses.max() <= Duration.ofSeconds(1)
    }

    def "a refusal is told at once"() {
        given:
        server.problem(404, 'job_not_found')

        when:
        events()

        then:
        NotFoundException e = thrown()
        e.code() == 'job_not_found'
        pauses.empty
    }

    def "a server that stays away is given up"() {
        given:
        20.times { server.problem(503, 'unavailable') }

        when:
        events()

        then:
        thrown(ServerException)
        server.calls.size() == 11
        pauses.sum() > Duration.ofSeconds(20)
    }

    def "an event that cannot be read is an error"() {
        given:
        stream { it << 'event: job\ndata: {"seq":\n\n' }

        when:
        events()

        then:
        thrown(DecodingException)
    }

    def "events of other names, fields and kinds of line ends are passed over or read as the standard says"() {
        given:
        stream {
            it << 'event: mood\ndata: fine\n\n' << 'retry: 5\r\nid: 1\r\nevent: job\r\ndata: {"seq":1,\r\ndata: "type":"NOTICE"}\r\n\r\n'
            it << 'event:job\ndata:' << JsonOutput.toJson([seq: 2, type: 'COMPLETED']) << '\nwhatever\n\n'
        }

        expect:
        events() == [[1L, JobEventType.NOTICE], [2L, JobEventType.COMPLETED]]
    }

    def "a type of event that is not known does not end the stream"() {
        given:
        stream { it << event(1, 'REHEARSED') << event(2, 'CANCELED') }

        expect:
        events() == [[1L, JobEventType.UNKNOWN_DEFAULT_OPEN_API], [2L, JobEventType.CANCELED]]
    }

    def "another thread can close a stream that waits"() {
        given:
        def done = new CountDownLatch(1)
        stream { it << event(1, 'CREATED'); it.flush(); done.await(30, TimeUnit.SECONDS) }
        def events = vox().streamJobEvents('job_1')
        def iterator = events.iterator()
        iterator.next()
        def closer = Thread.start { events.close() }

        expect:
        !iterator.hasNext()
        pauses.empty

        cleanup:
        closer?.join()
        done.countDown()
    }

    /** A minute passes whenever somebody looks. */
    private static class MinuteClock extends Clock {
        private Instant now = Instant.EPOCH

        @Override
        Instant instant() {
            now += Duration.ofMinutes(1)
        }

        @Override
        ZoneId getZone() {
            ZoneOffset.UTC
        }

        @Override
        Clock withZone(ZoneId zone) {
            this
        }
    }

    private void stream(Closure write) {
        server.handle { HttpExchange exchange ->
            exchange.responseHeaders.set('Content-Type', 'text/event-stream')
            exchange.sendResponseHeaders(200, 0)
            write(exchange.responseBody)
            exchange.close()
        }
    }

    private static String event(long seq, String type) {
        "id: $seq\nevent: job\ndata: ${JsonOutput.toJson([seq: seq, type: type, attempt: 1, message: 'x'])}\n\n"
    }

    private List<List> events() {
        vox().streamJobEvents('job_1').collect { JobEvent it -> [it.seq, it.type] }
    }

    private Vox vox() {
        Vox.builder().url(server.url).token('secret').sleeper { pauses << it }.build()
    }
}
