package io.vox.server.evaluation.board

import static io.vox.server.evaluation.board.Results.answers
import static io.vox.server.evaluation.board.Results.stops

import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.Api
import io.vox.server.support.TestServer
import java.time.Duration
import java.time.Instant
import java.util.zip.GZIPInputStream
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** measurement 3 and platform part 5, through HTTP: what the public sees of results, and what it never sees. */
class LeaderboardApiSpec extends Specification {
    static final Instant NOW = Instant.now()

    /** Boards are of all results of a server, so it is not shared; refreshed when the spec says so. */
    @Shared
    @AutoCleanup
    TestServer server = TestServer.start('vox.evaluation.board.interval': '1h')

    @Shared
    @AutoCleanup
    Results results

    def setupSpec() {
        server.fixture().setUp()
        results = new Results(server)
    }

    def "before the first result boards are there, and empty"() {
        expect:
        board('').findAll { it.key != 'asOf' } == [window: 'WEEK', region: null, metric: 'responseLatency', data: []]
        Instant.parse(board('').asOf as String) <= Instant.now()
    }

    def "a row shows the figures of its turns, with n, interval and method"() {
        given:
        String product = results.provider('Figures')
        List<List<Integer>> latencies = (0..29).collect { int i -> (0..7).collect { 500 + 10 * i + it } }
        latencies.eachWithIndex { values, i -> results.add(product, [answers(*values) + stops(300 + i)], at: daysAgo(i % 4)) }
        List<Integer> sorted = latencies.flatten().sort()

        when:
        Map row = row(product)

        then:
        row.provider.findAll { it.key != 'name' } == [id: product, sku: 'CONVO_AI', calibration: false]
        row.state == 'RANKED'
        row.reasons == []
        row.conversations == [held: 30, counted: 30, agentFaults: 0, harnessFaults: 0, unavailable: 0, canceled: 0]
        row.nTurns == 240
        row.nDays == 4
        Map latency = metric(row, 'responseLatency')
        latency.findAll { it.key != 'stats' } == [
            key: 'responseLatency', unit: 'ms', n: 240, nMissing: 0, nConversations: 30, methodVersion: Results.METHOD, reason: null, flags: ['p95_unqualified'],
        ]
        latency.stats.median.value == (sorted[119] + sorted[120]) / 2
        latency.stats.median.ciLow < latency.stats.median.value
        latency.stats.median.ciHigh > latency.stats.median.value
        latency.stats.p95.value == sorted[227]
        metric(row, 'interruptLatency').stats.median.value == 314.5
        metric(row, 'turnSuccessRate').stats.rate.value == 1.0
        metric(row, 'turnSuccessRate').n == 270
    }

    def "a product with #conversations conversations of #turns turns on #days days is #state, because of #reasons"() {
        given:
        String product = results.provider('State')
        (0..<conversations).each { results.add(product, [answers(*([success ? 600 : null] * turns))], at: daysAgo(it % days)) }

        when:
        Map row = row(product)

        then:
        row.state == state
        row.reasons == reasons
        (row.rank == null) == (state == 'PROVISIONAL')

        where:
        conversations | turns | days | success || state         | reasons
        25            | 8     | 3    | true    || 'RANKED'      | []
        24            | 9     | 3    | true    || 'PROVISIONAL' | ['too_few_conversations']
        25            | 7     | 3    | true    || 'PROVISIONAL' | ['too_few_turns']
        25            | 8     | 2    | true    || 'PROVISIONAL' | ['too_few_days']
        25            | 8     | 3    | false   || 'PROVISIONAL' | ['low_turn_success']
        1             | 1     | 1    | true    || 'PROVISIONAL' | ['too_few_conversations', 'too_few_turns', 'too_few_days']
    }

    def "what was not measured or is too little to show is absent with a reason, never 0"() {
        given:
        String product = results.provider('Nulls')
        results.add(product, [answers(500, 600, 700)])

        when:
        Map row = row(product)

        then:
        row.metrics*.key == [
            'responseLatency', 'responseRate', 'interruptLatency', 'interruptRate', 'falseInterruptRate', 'backchannelIgnoreRate',
            'turnSuccessRate', 'networkResilience', 'naturalness', 'noiseReduction',
        ]
        metric(row, 'responseLatency').with {
            assert stats.median.value == 600.0
            assert stats.median.ciLow == null
            assert stats.p95 == null
            assert n == 3
            true
        }
        row.metrics.findAll { it.key != 'responseLatency' }.every { it.stats.values().every { it == null } }
        row.metrics.findAll { it.key != 'responseLatency' }.collectEntries { [it.key, it.reason] } == [
            responseRate: 'too_few_events', interruptLatency: 'not_scripted', interruptRate: 'not_scripted', falseInterruptRate: 'too_few_events',
            backchannelIgnoreRate: 'not_scripted', turnSuccessRate: 'too_few_events', networkResilience: 'not_scripted', naturalness: 'no_judge',
            noiseReduction: 'not_scripted',
        ]
    }

    def "an answer that never came ranks as beyond the limit in P95 and is left out of the median"() {
        given:
        String product = results.provider('Censored')
        (1..8).each { results.add(product, [answers(*([600] * 7), null)]) }

        expect:
        metric(row(product), 'responseLatency').with {
            assert stats.median.value == 600.0
            assert stats.p95.value == 10_000.0
            assert stats.p95.censored
            assert nMissing == 8
            true
        }
        metric(row(product), 'responseRate').stats.rate.value == 0.875
    }

    def "faults of ours and of the line are counted and excluded; the product's own count"() {
        given:
        String product = results.provider('Faults')
        results.add(product, [
            answers(500), [turns: answers(null, null), fault: 'AGENT_FAULT'], [turns: answers(9000), fault: 'HARNESS_FAULT'],
            [turns: [], fault: 'TARGET_UNAVAILABLE'], [turns: [], fault: 'CANCELED'],
        ])

        when:
        Map row = row(product)

        then:
        row.conversations == [held: 5, counted: 2, agentFaults: 1, harnessFaults: 1, unavailable: 1, canceled: 1]
        row.nTurns == 3
        metric(row, 'responseLatency').stats.median.value == 500.0
    }

    def "conversations over a bad network or in noise are another figure's"() {
        given:
        String product = results.provider('Conditions')
        results.add(product, [answers(500), [turns: answers(5000), network: 'p2'], [turns: answers(7000), noise: 'babble']])

        expect:
        row(product).conversations.held == 1
        metric(row(product), 'responseLatency').stats.median.value == 500.0
    }

    def "figures of different methods are never averaged, measurement 1.7"() {
        given:
        String product = results.provider('Methods')
        results.add(product, [answers(500), answers(500), [turns: answers(9000), method: 'observed-1']])

        expect:
        metric(row(product), 'responseLatency').stats.median.value == 500.0
        metric(row(product), 'responseLatency').n == 2
    }

    def "a result of #days days ago is in the windows #windows"() {
        given:
        String product = results.provider('Windows')
        results.add(product, [answers(500)], at: NOW - Duration.ofMinutes((days * 24 * 60) as long))

        expect:
        ['DAY', 'WEEK', 'MONTH'].findAll { row(product, "?window=$it") != null } == windows

        where:
        days  || windows
        0     || ['DAY', 'WEEK', 'MONTH']
        0.95  || ['DAY', 'WEEK', 'MONTH']
        1.1   || ['WEEK', 'MONTH']
        6.95  || ['WEEK', 'MONTH']
        7.1   || ['MONTH']
        29.95 || ['MONTH']
        30.1  || []
        33    || []
    }

    def "a region shows its own results, and worldwide each region weighs the same"() {
        given:
        String product = results.provider('Regions')
        (1..9).each { results.add(product, [answers(*([400] * 8))], region: 'eu-west') }
        (1..3).each { results.add(product, [answers(*([800] * 8))], region: 'na-east') }

        expect:
        metric(row(product, '?region=eu-west'), 'responseLatency').with { [n, stats.median.value] } == [72, 400.0]
        metric(row(product, '?region=na-east'), 'responseLatency').with { [n, stats.median.value] } == [24, 800.0]
        row(product, '?region=sa-east') == null
        // By turns alone it would be 400.
        metric(row(product), 'responseLatency').stats.median.value == 600.0
        board('?region=eu-west').region == 'eu-west'
    }

    def "rows go by the metric that is asked for, ranked ones first, ties as ties"() {
        given:
        Map<String, String> products = ['quick', 'same', 'slow', 'new'].collectEntries { [it, results.provider(it)] }
        (0..29).each { int i ->
            results.add(products.quick, [answers(*(0..7).collect { 400 + 7 * ((i + it) % 10) }) + stops(900 + i)], at: daysAgo(i % 3), region: 'ap-south')
            results.add(products.same, [answers(*(0..7).collect { 402 + 7 * ((i + it) % 10) }) + stops(600 + i)], at: daysAgo(i % 3), region: 'ap-south')
            results.add(products.slow, [answers(*(0..7).collect { 900 + 7 * ((i + it) % 10) }) + stops(300 + i)], at: daysAgo(i % 3), region: 'ap-south')
        }
        results.add(products.new, [answers(100)], region: 'ap-south')
        refresh()

        expect:
        order('?region=ap-south&metric=responseLatency', products) == [['quick', 1, 2], ['same', 1, 2], ['slow', 3, 3], ['new', null, null]]
        order('?metric=interruptLatency&region=ap-south', products) == [['slow', 1, 1], ['same', 2, 2], ['quick', 3, 3], ['new', null, null]]
        board('?region=ap-south&metric=interruptLatency').metric == 'interruptLatency'
    }

    def "only mainline results count"() {
        given:
        String product = results.provider('Mainline')
        results.add(product, [answers(100)], mainline: false, isPublic: true)
        results.add(product, [answers(100)], mainline: false)

        expect:
        row(product) == null
        !everything().contains(product)
    }

    def "what an eval agent of the fleet #fleet reports of a mainline job has #turns turns on the board"() {
        given:
        JobFixture jobs = new JobFixture(server)
        String product = jobs.provider.id().value()
        server.execute('update provider set workspace_id = null where id = ?', [product])
        JobFixture.Agent agent = jobs.agent(fleet: fleet)
        jobs.job(mainline: true)

        when:
        agent.complete(agent.claim(), JobFixture.report(turns: 6)).ok

        then:
        (row(product)?.nTurns ?: 0) == turns

        where:
        fleet       || turns
        'PUBLIC'    || 6
        'WORKSPACE' || 0
    }

    def "a provider of a workspace is not told to the public, whatever its results"() {
        given:
        String product = results.provider('Secret', workspace: results.person.workspaceId.value())
        results.add(product, [answers(100)])
        refresh()

        expect:
        !everything().contains(product)
        !everything().contains('Secret')
    }

    def "the calibration agent is on no board but in demo mode"() {
        given:
        String phantom = results.provider('Phantom (calibration)', calibration: true)
        results.add(phantom, [answers(100)])
        refresh()

        expect:
        !everything().contains('Phantom')

        when:
        TestServer demo = TestServer.start(['vox.evaluation.board.interval': '1h', 'vox.demo': true], server)
        server.shiftClock(Duration.ofSeconds(30))
        results.add(phantom, [answers(100)])
        refresh(demo)

        then:
        demo.api().get('/metrics/leaderboard').json.data.find { it.provider.id == phantom }.provider.calibration

        cleanup:
        demo.close()
        server.shiftClock(Duration.ofSeconds(60))
        results.add(results.provider('Behind the demo'), [answers(100)])
        refresh()
    }

    def "who has the newest state is told so in a few bytes, if-none-match '#given'"() {
        given:
        String tag = get('').header('ETag')

        expect:
        get('', ['If-None-Match': given.replace('TAG', tag)]).status == status
        get('', ['If-None-Match': given.replace('TAG', tag)]).bytes.length == 0 || status == 200

        where:
        given        || status
        'TAG'        || 304
        'W/TAG'      || 304
        '"x", TAG'   || 304
        '*'          || 304
        '"x"'        || 200
    }

    def "a new result makes a new state, with another tag and a later asOf"() {
        given:
        Api.Answer before = get('')
        results.add(results.provider('New state'), [answers(500)])

        when:
        refresh()

        then:
        get('', ['If-None-Match': before.header('ETag')]).status == 200
        get('').header('ETag') != before.header('ETag')
        Instant.parse(get('').json.asOf as String) > Instant.parse(before.json.asOf as String)
    }

    def "the same board comes compressed to those who take that, with a tag of its own"() {
        given:
        Api.Answer plain = get('')
        Api.Answer compressed = get('', ['Accept-Encoding': 'gzip'])

        expect:
        compressed.header('Content-Encoding') == 'gzip'
        new GZIPInputStream(new ByteArrayInputStream(compressed.bytes)).bytes == plain.bytes
        compressed.bytes.length < plain.bytes.length / 4
        compressed.header('ETag') != plain.header('ETag')
        compressed.header('Vary') == 'Accept-Encoding'
        [plain, compressed].every { it.header('Content-Type') == 'application/json' && it.header('Cache-Control') == 'no-cache' }
        [plain, compressed].every { it.header('X-Content-Type-Options') == 'nosniff' && it.header('X-Request-Id') }
        get('', ['Accept-Encoding': 'gzip', 'If-None-Match': plain.header('ETag')]).status == 304
    }

    def "the question '#query' is refused with #code"() {
        expect:
        get(query).code == code

        where:
        query                              || code
        '?region=xx-nowhere'               || 'region_not_found'
        '?region=EU'                       || 'validation_failed'
        "?region=a'%20or%20'1'='1"         || 'validation_failed'
        '?metric=price'                    || 'validation_failed'
        '?window=YEAR'                     || 'validation_failed'
    }

    private static Instant daysAgo(int days) {
        NOW - Duration.ofDays(days)
    }

    private void refresh(TestServer at = server) {
        at.bean(BoardWorker).run()
    }

    private Api.Answer get(String query, Map<String, String> headers = [:]) {
        server.api().get("/metrics/leaderboard$query", headers)
    }

    private Map board(String query) {
        get(query).ok as Map
    }

    private Map row(String product, String query = '') {
        refresh()
        board(query).data.find { it.provider.id == product } as Map
    }

    private static Map metric(Map row, String key) {
        row.metrics.find { it.key == key } as Map
    }

    private List order(String query, Map<String, String> products) {
        board(query).data.collect { row -> [products.find { it.value == row.provider.id }.key, row.rank?.best, row.rank?.worst] }
    }

    /** All that anybody without an account can read of results. */
    private String everything() {
        ['DAY', 'WEEK', 'MONTH'].collect { get("?window=$it").text + server.api().get("/metrics/realtime?window=$it").text }.join()
    }
}
