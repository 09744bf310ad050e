package io.vox.server.evaluation.job.queue

import groovy.json.JsonOutput
import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.Api
import io.vox.server.support.TestServer
import java.time.Instant
import spock.lang.Shared
import spock.lang.Specification

class ReportsApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    @Shared
    JobFixture fixture = new JobFixture(server)

    @Shared
    JobFixture.Agent agent = fixture.agent()

    def setup() {
        server.execute("update job set status = 'CANCELED', finished_at = vox_now() where status = 'PENDING' and region = ?", [fixture.region])
    }

    def "a completion stores result, conversations and turns, and answers the same when it is sent again (VOX-RESULT-01)"() {
        given:
        Map held = claim()
        Map report = JobFixture.report(conversations: 3, turns: 6)

        when:
        Map answer = agent.complete(held, report).ok as Map

        then:
        answer.jobId == held.jobId
        answer.status == 'COMPLETED'
        answer.attempt == 1
        answer.resultId.startsWith('res_')
        agent.complete(held, report).ok == answer
        [result: 1, call: 3, turn: 18] == ['result', 'call', 'turn'].collectEntries { [it, fixture.count(it, held.jobId)] }
        fixture.events(held.jobId) == ['CREATED', 'CLAIMED', 'COMPLETED']
        with(fixture.api.get("/jobs/$held.jobId").ok) {
            status == 'COMPLETED'
            resultId == answer.resultId
            finishedAt != null
            fault == null
        }
    }

    def "what was reported of conversations and turns is what is read again"() {
        given:
        Map held = claim()
        Map report = JobFixture.report(conversations: 2)
        report.conversations[1] += [
            fault: [kind: 'HARNESS_FAULT', code: 'browser_died', message: 'Ended "by itself" \\ {at once}'], startedAt: null, durationMs: null,
            sampleRate: null, network: null, caller: null, agent: null, turns: [], checks: [], steps: [], flags: ['noisy', 'hop_changed'],
            condition: [network: 'p3', noiseType: 'babble', snrDb: 5.5],
        ]
        report.conversations[0].turns += [
            [*: JobFixture.turn(7), kind: 'INTERRUPT', outcome: 'NOT_YIELDED', valueMs: null, censored: true, agentFrame: null, onlineMs: null, tags: []],
            [*: JobFixture.turn(8), kind: 'BACKCHANNEL', outcome: 'IGNORED', valueMs: null, agentFrame: null, onlineMs: -12, truthMs: 811.25, programmedMs: 800],
        ]

        when:
        agent.complete(held, report).ok
        Map page = fixture.api.get("/jobs/$held.jobId/calls").ok as Map

        then:
        page.nextCursor == null
        page.data*.id.every { it.startsWith('call_') }
        page.data*.counted == [true, false]
        [page.data, report.conversations].transpose().every { Map read, Map sent ->
            sent.every { key, value -> comparable(read[key]) == comparable(value) }
        }
    }

    def "the server computes the figures from the turns (VOX-DATA-03)"() {
        given:
        Map held = claim()
        Map report = JobFixture.report(conversations: 1, turns: 5)
        [500, 700, 600, 2900, 800].eachWithIndex { value, i -> report.conversations[0].turns[i].valueMs = value }

        when:
        String resultId = agent.complete(held, report).ok.resultId
        List<Map> metrics = new groovy.json.JsonSlurper().parseText(server.rows('select metrics from result where id = ?', [resultId]).first().metrics.toString()) as List
        Map latency = metrics.find { it.key == 'responseLatency' }

        then:
        latency.n == 5
        latency.stats.median.value == 700
        latency.stats.p95.value == 2900
    }

    def "a conversation that a fault of ours voided counts in no figure, and leaves a trace"() {
        given:
        Map held = claim()
        Map report = JobFixture.report(conversations: 2, turns: 3)
        report.conversations[1].fault = [kind: 'HARNESS_FAULT', code: 'clock_drift', message: 'The clocks drifted apart.']

        when:
        agent.complete(held, report).ok
        Map row = server.rows('select held, counted, harness_faults, metrics from result where job_id = ?', [held.jobId]).first()

        then:
        [row.held, row.counted, row.harness_faults] == [2, 1, 1]
        (row.metrics.toString() =~ /"key": *"responseLatency".*?"n": *(\d+)/)[0][1] == '3'
    }

    def "only what the public fleet measured of a mainline job counts in public figures (VOX-RESULT-02)"() {
        given:
        JobFixture.Agent runner = fixture.agent(fleet: fleet, owner: server.fixture().admin(), region: fixture.region)
        JobFixture.Agent claiming = fleet == 'PUBLIC' ? runner : agent
        fixture.job(isPublic: true, mainline: mainline)

        when:
        Map held = claiming.claim()
        claiming.complete(held).ok

        then:
        server.rows('select mainline from result where job_id = ?', [held.jobId]).first().mainline == counts

        where:
        fleet       | mainline || counts
        'PUBLIC'    | true     || true
        'PUBLIC'    | false    || false
        'WORKSPACE' | true     || false
    }

    def "a report with #what is refused with '#code' at #pointer, and leaves no trace"() {
        given:
        Map held = claim()
        Map report = JobFixture.report(conversations: 2, turns: 2)
        change(report)

        when:
        Api.Answer answer = agent.complete(held, report)

        then:
        answer.status == 400
        answer.code == code
        answer.pointers.contains(pointer)
        ['result', 'call', 'turn'].every { fixture.count(it, held.jobId) == 0 }
        fixture.status(held.jobId) == 'RUNNING'
        agent.complete(held).status == 200

        where:
        what                                   | change                                                                      || code                | pointer
        'a negative latency'                   | { turn(it).valueMs = -1 }                                                    || 'validation_failed' | '/conversations/0/turns/0/valueMs'
        'an absurd latency'                    | { turn(it).valueMs = 10_001 }                                                || 'validation_failed' | '/conversations/0/turns/0/valueMs'
        'a barge-in beyond its limit'          | { turn(it).putAll(kind: 'INTERRUPT', outcome: 'YIELDED', valueMs: 2001) }     || 'report_invalid'    | '/conversations/0/turns/0/valueMs'
        'a value beside a reason for none'     | { turn(it).missingReason = 'no_answer' }                                      || 'report_invalid'    | '/conversations/0/turns/0/valueMs'
        'neither a value nor a reason'         | { turn(it).valueMs = null }                                                  || 'report_invalid'    | '/conversations/0/turns/0/missingReason'
        'an outcome of another kind of turn'   | { turn(it).outcome = 'YIELDED' }                                             || 'report_invalid'    | '/conversations/0/turns/0/outcome'
        'a turn twice'                         | { it.conversations[0].turns[1].index = 1 }                                   || 'report_invalid'    | '/conversations/0/turns/1/index'
        'a turn after the recording'           | { turn(it).callerOffFrame = 999_999_999 }                                    || 'report_invalid'    | '/conversations/0/turns/0'
        'a turn that ends before it begins'    | { turn(it).callerOffFrame = 1 }                                              || 'report_invalid'    | '/conversations/0/turns/0/callerOffFrame'
        'a frame below 0'                      | { turn(it).callerOnFrame = -5 }                                              || 'validation_failed' | '/conversations/0/turns/0/callerOnFrame'
        'a conversation twice'                 | { it.conversations[1].number = 1 }                                           || 'report_invalid'    | '/conversations/1/number'
        'another method in a conversation'     | { it.conversations[1].methodVersion = '2020-01-01' }                         || 'report_invalid'    | '/conversations/1/methodVersion'
        'a scenario that the eval set has not' | { it.conversations[1].scenario = 'weather' }                                 || 'report_invalid'    | '/conversations/1/scenario'
        'a repeat that the eval set has not'   | { it.conversations[1].repeat = 11 }                                          || 'report_invalid'    | '/conversations/1/repeat'
        'a noise floor above full scale'       | { it.conversations[0].agent.noiseFloorDbfs = 3 }                             || 'validation_failed' | '/conversations/0/agent/noiseFloorDbfs'
        'speech that goes backwards'           | { it.conversations[0].agent.segments += [onFrame: 5, offFrame: 9] }          || 'report_invalid'    | '/conversations/0/agent/segments/1'
        'a clock that is a year off'           | { it.startedAt = '2025-01-01T00:00:00Z' }                                    || 'report_invalid'    | '/startedAt'
        'no conversations'                     | { it.conversations = [] }                                                    || 'validation_failed' | '/conversations'
        'a host with no cores'                 | { it.host.cores = 0 }                                                        || 'validation_failed' | '/host/cores'
        'an error of calibration beyond sense' | { it.calibration = [responseErrorMs: 1e9, interruptErrorMs: 0, measuredAt: Instant.now().toString(), passed: true] } || 'validation_failed' | '/calibration/responseErrorMs'
    }

    def "a body that is #what is refused, and the job goes on"() {
        given:
        Map held = claim()

        when:
        Api.Answer answer = agent.api.put("/jobs/$held.jobId/result", body(JsonOutput.toJson(JobFixture.report())), ['Vox-Lease': held.lease])

        then:
        answer.status == status
        answer.code == code
        fixture.status(held.jobId) == 'RUNNING'
        agent.complete(held).status == 200

        where:
        what                  | body                                                             || status | code
        'cut off'             | { it.take(it.size().intdiv(2)) }                                  || 400    | 'validation_failed'
        'not JSON'            | { 'Nobody expects this.' }                                        || 400    | 'validation_failed'
        'binary'              | { [0, 255, 254, 1] as byte[] }                                    || 400    | 'validation_failed'
        'a list'              | { "[$it]" as String }                                             || 400    | 'validation_failed'
        'with NaN'            | { it.replace('"noiseFloorDbfs":-78.5', '"noiseFloorDbfs":NaN') }  || 400    | 'validation_failed'
        'with a quoted NaN'   | { it.replace('"noiseFloorDbfs":-78.5', '"noiseFloorDbfs":"NaN"') } || 400   | 'validation_failed'
        'with an infinity'    | { it.replace('"noiseFloorDbfs":-78.5', '"noiseFloorDbfs":-1e999') } || 400  | 'validation_failed'
        'with an overflow'    | { it.replace('"valueMs":801', '"valueMs":4294968097') }           || 400    | 'validation_failed'
        'with a NUL in a text' | { it.replace('"q_hours"', '"q\\u0000hours"') }                   || 400    | 'validation_failed'
        'of 50 MB'            | { it.replaceFirst('^\\{', '{"padding":"' + 'x'.repeat(50_000_000) + '",') } || 413 | 'payload_too_large'
    }

    def "#operation of a job that the eval agent may not know of is 'job_not_found'"() {
        given:
        Map held = claim()
        JobFixture.Agent stranger = new JobFixture(server).agent()

        expect:
        call(stranger, held).code == 'job_not_found'
        call(stranger, [jobId: 'job_01kaj3qd6v0m5r8y2b4n7c9e1f', lease: 'x' * 43]).code == 'job_not_found'
        fixture.status(held.jobId) == 'RUNNING'

        where:
        operation    | call
        'progress'   | { JobFixture.Agent it, Map job -> it.progress(job, [[number: 1, type: 'NOTICE', message: 'Hello']]) }
        'completion' | { JobFixture.Agent it, Map job -> it.complete(job) }
        'failure'    | { JobFixture.Agent it, Map job -> it.fail(job) }
        'release'    | { JobFixture.Agent it, Map job -> it.release(job) }
    }

    def "a lease is worth nothing with another token, even of the same workspace"() {
        given:
        Map held = claim()
        JobFixture.Agent colleague = fixture.agent()

        expect:
        colleague.complete(held).code == 'lease_lost'
        agent.complete(held).status == 200
    }

    def "another lease does not complete the job again"() {
        given:
        Map held = claim()
        agent.complete(held).ok

        expect:
        agent.complete([jobId: held.jobId, lease: 'y' * 43]).code == 'lease_lost'
    }

    def "a lease that was given back or lost by a fault is answered as before, until the job is completed by another"() {
        given:
        Map first = claim()
        Map released = agent.release(first).ok as Map
        Map second = agent.claim()

        expect:
        second.jobId == first.jobId
        released.status == 'PENDING'
        agent.release(first).ok == released
        agent.complete(first).code == 'lease_lost'

        when:
        Map failed = agent.fail(second).ok as Map

        then:
        failed.status == 'PENDING'
        failed.attempt == 2
        agent.fail(second).ok == failed
        fixture.events(first.jobId) == ['CREATED', 'CLAIMED', 'RELEASED', 'CLAIMED', 'LOST']
    }

    def "a job that was put back after a fault of ours waits a little before it is handed out again"() {
        given:
        Map held = claim()
        Instant before = Instant.now()
        agent.fail(held).ok

        expect:
        agent.claim() == null
        fixture.row(held.jobId).run_at.toInstant().isAfter(before.plusSeconds(5))
    }

    def "events are stored once, whatever their number of deliveries"() {
        given:
        Map held = claim()
        List<Map> events = (1..3).collect { [number: it, type: 'NOTICE', message: "Notice $it" as String] }

        when:
        Map first = agent.progress(held, events.take(2)).ok as Map
        Map again = agent.progress(held, events).ok as Map
        Map last = agent.progress(held, events).ok as Map

        then:
        [first.lastSeq, again.lastSeq, last.lastSeq] == [4, 5, 5]
        [first.lastNumber, again.lastNumber, last.lastNumber] == [2, 3, 3]
        fixture.events(held.jobId) == ['CREATED', 'CLAIMED', 'NOTICE', 'NOTICE', 'NOTICE']
    }

    def "progress with #what is refused"() {
        given:
        Map held = claim()

        expect:
        with(agent.progress(held, events)) {
            status == 400
            code == 'validation_failed'
        }
        fixture.events(held.jobId) == ['CREATED', 'CLAIMED']

        where:
        what                      | events
        'numbers that do not go up' | [[number: 2, type: 'NOTICE', message: 'b'], [number: 1, type: 'NOTICE', message: 'a']]
        'a turn that is none'     | [[number: 1, type: 'TURN', message: 'a']]
        'a turn in a notice'      | [[number: 1, type: 'NOTICE', message: 'a', turn: [index: 1, kind: 'RESPONSE', label: 'q', valueMs: 5]]]
        'a type of the server'    | [[number: 1, type: 'COMPLETED', message: 'a']]
        'no events'               | []
    }

    private Map claim() {
        String jobId = fixture.job()
        Map held = agent.claim()
        assert held.jobId == jobId
        held
    }

    private static Map turn(Map report) {
        report.conversations[0].turns[0] as Map
    }

    /** Numbers as numbers, times as times. */
    private static Object comparable(Object value) {
        switch (value) {
            case Map: return value.collectEntries { key, part -> [key, comparable(part)] }
            case List: return value.collect { comparable(it) }
            case Number: return value.doubleValue()
            case ~/\d{4}-\d\d-\d\dT.*/: return Instant.parse(value as String).toEpochMilli()
            default: return value
        }
    }
}
