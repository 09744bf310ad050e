package io.vox.agent.command

import groovy.json.JsonSlurper
import io.vox.agent.demo.DemoResult
import io.vox.agent.run.ResultDocument
import io.vox.agent.run.ResultJson
import io.vox.sdk.model.ConversationCounts
import io.vox.sdk.model.Job
import io.vox.sdk.model.JobStatus
import io.vox.sdk.model.LeaderboardRow
import io.vox.sdk.model.Metric
import io.vox.sdk.model.MetricStatistic
import io.vox.sdk.model.MetricStatistics
import io.vox.sdk.model.MetricUnit
import io.vox.sdk.model.ProviderReference
import io.vox.sdk.model.RankInterval
import io.vox.sdk.model.RankState
import spock.lang.Specification

/** What the demonstration with a server shows. */
class ServerDemoDocumentSpec extends Specification {
    static final Job JOB = new Job().id('job_1').runId('run_1').status(JobStatus.COMPLETED)

    def "the document is that of the demonstration without a server, with run, job and leaderboard"() {
        given:
        ResultDocument result = new ResultDocument(1, 'r', '2026-11-21T12:00:00Z', new ResultDocument.Tool('1', '2026-11-21'),
                new ResultDocument.Host('Linux', 2, null), new ResultDocument.Target(null, 'phantom'), null, 0, null, [], [], [])

        when:
        Map document = new JsonSlurper().parseText(ResultJson.write(
                ServerDemoDocument.of(new DemoResult(JOB, result, null, [row()])))) as Map
        Map local = new JsonSlurper().parseText(ResultJson.write(DemoDocument.of(result))) as Map

        then:
        document.keySet() == local.keySet() + ['run', 'job', 'leaderboard']
        document.subMap(local.keySet()) == local
        document.run == [id: 'run_1']
        document.job == [id: 'job_1', status: 'COMPLETED']
        document.leaderboard[0].provider.name == 'Phantom (calibration)'
        document.leaderboard[0].nTurns == 18
    }

    def "of a job that failed there is what there is"() {
        when:
        Map document = new JsonSlurper().parseText(ResultJson.write(ServerDemoDocument.of(
                new DemoResult(new Job().id('job_1').runId('run_1').status(JobStatus.FAILED), null, null, [])))) as Map

        then:
        document == [run: [id: 'run_1'], job: [id: 'job_1', status: 'FAILED'], leaderboard: []]
    }

    def "the leaderboard has a line for each provider, with places that are shared"() {
        expect:
        LeaderboardTable.lines([row(), row(rank: new RankInterval().best(1).worst(2)), row(rank: null, metrics: [])])*.replaceAll(/  +/, '|') == [
                'Rank|Provider|Response latency|95 % interval|Interrupt latency|Turns|State',
                '1|Phantom (calibration)|919 ms|889 to 950 ms|-|18|provisional',
                '1-2|Phantom (calibration)|919 ms|889 to 950 ms|-|18|provisional',
                '-|Phantom (calibration)|-|-|-|18|provisional',
        ]
    }

    private static LeaderboardRow row(Map changes = [:]) {
        Map given = [rank: new RankInterval().best(1).worst(1), metrics: [new Metric().key('responseLatency').unit(MetricUnit.MS)
                .stats(new MetricStatistics().median(new MetricStatistic().value(919.4d).ciLow(889d).ciHigh(950d).censored(false)))]] + changes
        return new LeaderboardRow().provider(new ProviderReference().name('Phantom (calibration)').calibration(true))
                .state(RankState.PROVISIONAL).rank(given.rank as RankInterval).reasons([]).conversations(new ConversationCounts())
                .nTurns(18).nDays(1).metrics(given.metrics as List)
    }
}
