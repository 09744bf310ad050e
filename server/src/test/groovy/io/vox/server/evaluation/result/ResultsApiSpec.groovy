package io.vox.server.evaluation.result

import static io.vox.server.evaluation.board.Results.answers

import io.vox.server.evaluation.board.Results
import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

/** Results of a workspace, platform part 1, through HTTP. */
class ResultsApiSpec extends Specification {
    static final Map LATENCY = [
        key: 'responseLatency', unit: 'ms', n: 3, nMissing: 1, nConversations: 1, methodVersion: '2026-11-21', reason: null, flags: ['noisy'],
        stats: [median: [value: 612.5, ciLow: null, ciHigh: null, censored: false]],
    ]
    static final Map SCORE = [
        key: 'naturalness', unit: 'mos', n: 0, nMissing: 0, nConversations: 0, methodVersion: '2026-11-21', reason: 'no_judge', flags: [], stats: [:],
    ]

    @Shared
    TestServer server = TestServer.shared()

    @Shared
    Results results = new Results(server)

    @Shared
    Api api = results.person.api

    @Shared
    Api stranger = server.fixture().principal().api

    @Shared
    String product = results.provider('Result')

    def "a result shows what was stored, whoever measured it where"() {
        given:
        String id = results.add(product, [answers(500), [turns: [], fault: 'HARNESS_FAULT']], metrics: [LATENCY, SCORE], region: 'na-east')

        when:
        Map result = api.get("/results/$id").ok as Map

        then:
        result.findAll { it.key in ['id', 'attempt', 'region', 'workflowId', 'visibility', 'mainline', 'tool', 'host', 'calibration', 'verdicts', 'conversations'] } == [
            id: id, attempt: 1, region: 'na-east', workflowId: results.workflowId, visibility: 'PUBLIC', mainline: true,
            tool: [version: '0.1.0', methodVersion: '2026-11-21'], host: [os: 'Linux 6.1', cores: 2, browser: null], calibration: null,
            verdicts: ['All is well.'], conversations: [held: 2, counted: 1, agentFaults: 0, harnessFaults: 1, unavailable: 0, canceled: 0],
        ]
        result.provider.id == product
        result.jobId ==~ /job_.{26}/
        result.runId ==~ /run_.{26}/
        result.metrics*.key == ['responseLatency', 'naturalness']
        result.metrics[0].stats.median == LATENCY.stats.median
        result.metrics[0].stats.p95 == null
        result.metrics[1].reason == 'no_judge'
        result.metrics[1].stats.values().every { it == null }
    }

    def "a result keeps the provider's name of when it was measured"() {
        given:
        String own = results.provider('Before')
        String id = results.add(own, [answers(500)])
        server.execute('update provider set name = ? where id = ?', ["After $own" as String, own])

        expect:
        api.get("/results/$id").json.provider.name.startsWith('Before')
    }

    def "results of other workspaces are not found, not even public ones or by admins"() {
        given:
        String id = results.add(product, [answers(500)])

        expect:
        stranger.get("/results/$id").code == 'result_not_found'
        server.fixture().admin().api.get("/results/$id").code == 'result_not_found'
        stranger.get('/results').json.data == []
        stranger.get("/results?workflowId=$results.workflowId").json.data == []
        server.api().get("/results/$id").code == 'unauthenticated'
    }

    def "the page ends and the next begins where it ended, newest first"() {
        given:
        Results own = new Results(server)
        List<String> ids = (1..5).collect { own.add(product, [answers(500)]) }

        when:
        List<String> seen = []
        String cursor = ''
        while (cursor != null) {
            Map page = own.person.api.get("/results?limit=2$cursor").ok as Map
            seen += page.data*.id
            cursor = page.nextCursor == null ? null : "&cursor=$page.nextCursor"
        }

        then:
        seen == ids.reverse()
    }

    def "filters combine"() {
        given:
        Results own = new Results(server)
        String first = own.provider('First')
        String second = own.provider('Second')
        String a = own.add(first, [answers(500)], region: 'eu-west')
        String b = own.add(first, [answers(500)], region: 'na-east')
        String c = own.add(second, [answers(500)], region: 'na-east')
        Map job = own.person.api.get("/results/$b").json as Map

        expect:
        ids(own.person, "?providerId=$first") == [b, a]
        ids(own.person, '?region=na-east') == [c, b]
        ids(own.person, "?region=na-east&providerId=$first") == [b]
        ids(own.person, "?runId=$job.runId") == [b]
        ids(own.person, "?jobId=$job.jobId") == [b]
        ids(own.person, "?workflowId=$own.workflowId") == [c, b, a]
        ids(own.person, "?workflowId=$results.workflowId") == []
    }

    def "a cursor is of its list, filters and workspace"() {
        given:
        (1..2).each { results.add(product, [answers(500)]) }
        String cursor = api.get('/results?limit=1').json.nextCursor

        expect:
        api.get("/results?limit=1&cursor=$cursor").status == 200
        api.get("/results?limit=1&region=eu-west&cursor=$cursor").code == 'cursor_invalid'
        stranger.get("/results?limit=1&cursor=$cursor").code == 'cursor_invalid'
        api.get('/results?cursor=zzzz').code == 'cursor_invalid'
    }

    def "the question '#query' is refused, and nothing of it reaches the database"() {
        expect:
        api.get("/results$query").code == 'validation_failed'

        where:
        query << [
            "?region=eu-west'%20or%20'1'%3D'1", "?providerId='%3B%20drop%20table%20result%3B--", '?jobId=job_1', '?runId=*', '?workflowId=wfl_%27',
            '?limit=0', '?limit=101', '?limit=many', "/res_'%20or%201%3D1",
        ]
    }

    private static List<String> ids(Fixture.Person person, String query) {
        person.api.get("/results$query").ok.data*.id
    }
}
