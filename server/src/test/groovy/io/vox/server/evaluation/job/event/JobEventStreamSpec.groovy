package io.vox.server.evaluation.job.event

import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.Api
import io.vox.server.support.TestServer
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

class JobEventStreamSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    @Shared
    @AutoCleanup
    TestServer second = TestServer.start(['vox.evaluation.job.stream-comment': '50ms'], server)

    PollingConditions soon = new PollingConditions(timeout: 30, delay: 0.02)
    JobFixture fixture = new JobFixture(server)
    JobFixture.Agent agent = fixture.agent()
    List<EventStream> opened = []

    def cleanup() {
        opened*.close()
    }

    def "a job is followed from its beginning to its end, at whichever server it happens (VOX-JOB-06)"() {
        given:
        String id = fixture.job()
        List<EventStream> streams = [open(server, id), open(second, id)]

        expect:
        streams.every { it.status == 200 && it.contentType.startsWith('text/event-stream') }
        streams.every { it.next().data.type == 'CREATED' }

        when:
        Map held = agent.claim()

        then:
        streams.every { it.next().data.type == 'CLAIMED' }

        when:
        agent.progress(held, [
            [number: 1, type: 'CONVERSATION_STARTED', message: 'Conversation 1 of 2, hours', conversation: 1, conversations: 2, scenario: 'hours'],
            [number: 2, type: 'TURN', message: 'Answered after 812 ms', conversation: 1, conversations: 2, scenario: 'hours', turn: [index: 1, kind: 'RESPONSE', label: 'q_hours', valueMs: 812]],
        ]).ok

        then:
        streams.every { stream ->
            List<Map> events = stream.next(2)
            events*.id == ['3', '4'] && events*.event == ['job', 'job'] && events*.data*.seq == [3, 4]
                    && events[1].data.turn == [index: 1, kind: 'RESPONSE', label: 'q_hours', valueMs: 812]
                    && events[0].data.scenario == 'hours' && events[0].data.turn == null
        }

        when:
        agent.complete(held).ok

        then:
        streams.every { it.rest()*.data*.type == ['COMPLETED'] }
    }

    def "an event is seen within 100 ms"() {
        given:
        String id = fixture.job()
        EventStream stream = open(second, id)
        Map held = agent.claim()
        stream.next(2)

        expect: "a machine may be busy now and then, so two of ten may take longer, and another ten count as well"
        (0..<10).any { tenDelays(stream, held, 10 * it).sort()[7] <= 100 }
    }

    def "a stream that broke goes on after the last event that the client has, and loses none"() {
        given:
        String id = fixture.job()
        Map held = agent.claim()
        EventStream broken = open(server, id)
        List<Map> seen = broken.next(2)

        when:
        broken.close()
        agent.progress(held, (1..500).collect { [number: it, type: 'NOTICE', message: "Notice $it" as String] }.collate(200).first()).ok
        agent.progress(held, (201..400).collect { [number: it, type: 'NOTICE', message: "Notice $it" as String] }).ok
        EventStream again = open(second, id, ['Last-Event-ID': seen.last().id as String])
        agent.complete(held).ok

        then:
        again.rest()*.data*.seq == (3..403)
    }

    def "a stream of a job that has ended sends what the client has not, and ends"() {
        given:
        String id = fixture.job()
        Map held = agent.claim()
        agent.complete(held).ok

        expect:
        open(server, id).rest()*.data*.type == ['CREATED', 'CLAIMED', 'COMPLETED']
        open(server, id, ['Last-Event-ID': '2']).rest()*.data*.type == ['COMPLETED']
        open(server, id, ['Last-Event-ID': '3']).rest() == []
        open(server, id, ['Last-Event-ID': '999']).rest() == []
    }

    def "a stream without events shows that it lives"() {
        given:
        EventStream stream = open(second, fixture.job())

        expect:
        stream.commented
        stream.commented
    }

    def "a stream ends after a while, so that who was suspended meanwhile reads no more"() {
        given:
        TestServer brief = TestServer.start(['vox.evaluation.job.stream-comment': '50ms', 'vox.evaluation.job.stream-life': '300ms'], server)
        String id = fixture.job()
        EventStream stream = open(brief, id)

        when:
        stream.next()
        server.execute("update app_user set status = 'SUSPENDED' where id = ?", [fixture.person.user.id().value()])

        then:
        stream.brokenOff
        open(brief, id).status == 403

        cleanup:
        brief?.close()
    }

    def "a client that breaks off leaves nothing behind"() {
        given:
        String id = fixture.job()
        soon.eventually { assert second.bean(JobEventFeed).openStreams() == 0 }
        List<EventStream> streams = (1..20).collect { open(second, id) }
        streams.each { it.next() }

        expect:
        second.bean(JobEventFeed).openStreams() == 20

        when:
        streams*.close()

        then:
        soon.eventually { assert second.bean(JobEventFeed).openStreams() == 0 }
    }

    def "many streams need no connection to the database each"() {
        given:
        List<String> ids = fixture.jobs(count: 40)
        List<EventStream> streams = ids.collect { open(server, it) }

        expect:
        streams.every { it.next().data.type == 'CREATED' }

        when:
        ids.each { fixture.api.delete("/jobs/$it").ok }

        then:
        streams.every { it.rest()*.data*.type == ['CANCELED'] }
    }

    def "a server that ends breaks its streams off, and they go on elsewhere"() {
        given:
        TestServer ending = TestServer.start([:], server)
        String id = fixture.job()
        EventStream stream = open(ending, id)
        Map last = stream.next()

        when:
        ending.close()

        then:
        stream.brokenOff

        when:
        EventStream elsewhere = open(server, id, ['Last-Event-ID': last.id as String])
        agent.claim()

        then:
        elsewhere.next().data.type == 'CLAIMED'
    }

    def "what is not watched notifies nobody, and a watch is for an hour"() {
        given:
        String watched = fixture.job()
        String other = fixture.job()
        open(server, watched).next()

        expect:
        fixture.row(other).watched_until == null
        fixture.row(watched).watched_until.toInstant().isAfter(Instant.now().plusSeconds(3500))
    }

    def "streams and lists of #what are refused"() {
        given:
        Api api = who(fixture)

        expect:
        ['events', 'events/stream'].every { path ->
            api.get("/jobs/${job(fixture)}/$path" as String).with { it.status == status && it.code == code }
        }

        where:
        what                          | who                                        | job                                || status | code
        'a job of somebody else'      | { it.server.fixture().person().api }       | { it.job() }                       || 404    | 'job_not_found'
        'a job that is none'          | { it.api }                                 | { 'job_01kaj3qd6v0m5r8y2b4n7c9e1f' } || 404  | 'job_not_found'
        'something else than a job'   | { it.api }                                 | { 'run_01kaj3qd6v0m5r8y2b4n7c9e1f' } || 400  | 'validation_failed'
        'a job, without a token'      | { it.server.api() }                        | { it.job() }                       || 401    | 'unauthenticated'
    }

    def "a Last-Event-ID that is no number is refused"() {
        expect:
        fixture.api.get("/jobs/${fixture.job()}/events/stream", ['Last-Event-ID': 'first']).code == 'validation_failed'
    }

    def "events are listed in pages, oldest first"() {
        given:
        String id = fixture.job()
        Map held = agent.claim()
        agent.progress(held, (1..5).collect { [number: it, type: 'NOTICE', message: "Notice $it" as String] }).ok

        when:
        Map first = fixture.api.get("/jobs/$id/events?limit=4").ok as Map
        Map second = fixture.api.get("/jobs/$id/events?limit=4&after=$first.nextCursor").ok as Map

        then:
        first.data*.seq == [1, 2, 3, 4]
        second.data*.seq == [5, 6, 7]
        second.nextCursor == null
        first.data[0].with { [type, attempt, message] } == ['CREATED', 1, "Waits for an eval agent in $fixture.region" as String]
        first.data[1].message == "Claimed by $agent.name" as String
        fixture.api.get("/jobs/$id/events?after=7").ok.data == []
        fixture.api.get("/jobs/$id/events?after=-1").code == 'validation_failed'
    }

    /** How long an event takes to who watches, in ms, ten times. */
    private List<Long> tenDelays(EventStream stream, Map held, int before) {
        (1..10).collect {
            agent.progress(held, [[number: before + it, type: 'NOTICE', message: 'Hello']]).ok
            long told = System.nanoTime()
            assert stream.next() != null
            (System.nanoTime() - told).intdiv(1_000_000)
        }
    }

    private EventStream open(TestServer at, String jobId, Map<String, String> headers = [:]) {
        EventStream stream = new EventStream(at.api(fixture.person.token), jobId, headers)
        opened << stream
        stream
    }
}
