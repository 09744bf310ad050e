package io.vox.server.conversations.call

import io.vox.measurement.analysis.Outcome
import io.vox.measurement.analysis.Turn
import io.vox.measurement.analysis.TurnKind
import io.vox.measurement.timeline.Condition
import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.TestServer
import spock.lang.AutoCleanup
import spock.lang.Specification

class RecentCallsSpec extends Specification {
    @AutoCleanup
    TestServer server

    def "what is remembered of a report is what is stored of it, and is handed out once"() {
        given:
        server = TestServer.start('vox.evaluation.board.interval': '1h')
        server.fixture().setUp()
        JobFixture fixture = new JobFixture(server)
        JobFixture.Agent agent = fixture.agent(fleet: 'PUBLIC', owner: server.fixture().principal())
        String jobId = fixture.job(mainline: true)
        Map report = JobFixture.report(conversations: 4)
        report.conversations[1].condition = [network: 'p3', noiseType: null, snrDb: null]
        report.conversations[2].condition = [network: 'clean', noiseType: 'babble', snrDb: 5.5]
        report.conversations[3] += [fault: [kind: 'HARNESS_FAULT', code: 'browser_died', message: 'Ended.'], flags: ['noisy']]
        agent.complete(agent.claim(), report).ok
        CallQueries calls = server.bean(CallQueries)

        when:
        List<CallSample> remembered = calls.cleanOfJobs([jobId])

        then: 'on a clean network without noise'
        remembered*.counted() == [true, false]
        remembered*.faultKind() == [null, 'HARNESS_FAULT']

        when:
        List<CallSample> stored = calls.cleanOfJobs([jobId])

        then:
        stored.sort { it.id() } == remembered.toSorted { it.id() }
        server.rows('select result_id from unfolded_result').size() == 1
    }

    def "the oldest go when there are too many turns"() {
        given:
        RecentCalls recent = new RecentCalls()
        (1..110).each { recent.put("job_$it" as String, 1, [recorded(1000)]) }

        expect:
        recent.take((1..110).collect { "job_$it" as String }).size() == 99
        recent.take(['job_110']).isEmpty()
    }

    private static RecordedCall recorded(int turns) {
        CallTurn turn = new CallTurn(new Turn(1, TurnKind.RESPONSE, 'q', Outcome.ANSWERED, 500, false, null, 0L, 48_000L, 72_000L, null, null, 0, [], []), null, null)
        new RecordedCall('call_1', new ReportedCall(1, 'hours', 1, Condition.clean(), '2026-11-21', null, null, null, true, null, [], [], [], '[]', '[]',
                null, null, null, [turn] * turns))
    }
}
