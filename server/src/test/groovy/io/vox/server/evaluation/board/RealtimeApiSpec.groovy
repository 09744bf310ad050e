package io.vox.server.evaluation.board

import static io.vox.server.evaluation.board.Results.answers
import static io.vox.server.evaluation.board.Results.stops

import io.vox.server.support.Api
import io.vox.server.support.TestServer
import java.time.Duration
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** Latencies over time, platform part 5, through HTTP. */
class RealtimeApiSpec extends Specification {
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

    def "before the first result there are charts, without lines"() {
        expect:
        chart('').findAll { it.key != 'asOf' } == [window: 'DAY', region: null, bucketSeconds: 900, series: []]
    }

    def "a point holds the figures of the turns of its stretch of time"() {
        given:
        String product = results.provider('Point')
        Instant stretch = Grain.QUARTER.floor(Instant.now()) - Duration.ofHours(2)
        results.add(product, [answers(500, 600) + stops(300, null)], at: stretch + Duration.ofMinutes(1))
        results.add(product, [answers(700, null)], at: stretch + Duration.ofMinutes(14))
        results.add(product, [answers(5000)], at: stretch + Duration.ofMinutes(15))
        results.add(product, [[turns: answers(9000), fault: 'HARNESS_FAULT']], at: stretch + Duration.ofMinutes(31))

        expect:
        points(product) == [
            [at: stretch.toString(), nConversations: 2, nTurns: 4, responseLatencyMs: 600.0, responseLatencyP95Ms: 10_000.0,
             interruptLatencyMs: 300.0, turnSuccessRate: 0.666667],
            [at: (stretch + Duration.ofMinutes(15)).toString(), nConversations: 1, nTurns: 1, responseLatencyMs: 5000.0, responseLatencyP95Ms: 5000.0,
             interruptLatencyMs: null, turnSuccessRate: 1.0],
        ]
    }

    def "in the window #window a point is of #seconds s, and the oldest is less than #length old"() {
        given:
        String product = results.provider("Window $window")
        Instant now = Instant.now()
        results.add(product, [answers(100)], at: now)
        results.add(product, [answers(200)], at: now - length + Duration.ofSeconds(seconds + 5))
        results.add(product, [answers(300)], at: now - length - Duration.ofSeconds(5))

        expect:
        points(product, "?window=$window")*.responseLatencyMs == [200.0, 100.0]
        points(product, "?window=$window").every { Instant.parse(it.at as String).epochSecond % seconds == 0 }
        chart("?window=$window").bucketSeconds == seconds

        where:
        window  | seconds | length
        'HOUR'  | 60      | Duration.ofHours(1)
        'DAY'   | 900     | Duration.ofDays(1)
        'WEEK'  | 3600    | Duration.ofDays(7)
        'MONTH' | 7200    | Duration.ofDays(30)
    }

    def "a region shows its own results; all together are one line"() {
        given:
        String product = results.provider('Regions')
        Instant at = Grain.QUARTER.floor(Instant.now())
        results.add(product, [answers(400)], at: at, region: 'eu-west')
        results.add(product, [answers(800)], at: at, region: 'na-east')

        expect:
        points(product, '?region=eu-west')*.responseLatencyMs == [400.0]
        points(product, '?region=na-east')*.responseLatencyMs == [800.0]
        points(product, '?region=sa-east') == null
        points(product).with { [it*.responseLatencyMs, it*.nConversations] } == [[600.0], [2]]
        chart('?region=na-east').region == 'na-east'
    }

    def "lines go by the name of the provider"() {
        given:
        ['Zebra', 'Ant', 'Mole'].each { results.add(results.provider(it), [answers(1)], region: 'sa-east') }
        refresh()

        expect:
        chart('?region=sa-east').series*.provider*.name*.takeWhile { it != ' ' } == ['Ant', 'Mole', 'Zebra']
    }

    def "a chart moves on with time, though no result comes"() {
        given:
        String product = results.provider('Sliding')
        results.add(product, [answers(100)], at: Instant.now() - Duration.ofMinutes(50))
        assert points(product, '?window=HOUR').size() == 1

        when:
        server.shiftClock(Duration.ofMinutes(11))

        then:
        points(product, '?window=HOUR') == null

        cleanup:
        server.shiftClock(Duration.ZERO)
    }

    def "who has the newest state is told so in a few bytes"() {
        given:
        Api.Answer first = server.api().get('/metrics/realtime')

        expect:
        server.api().get('/metrics/realtime', ['If-None-Match': first.header('ETag')]).with { [status, bytes.length] } == [304, 0]
        first.header('Cache-Control') == 'no-cache'
    }

    def "the question '#query' is refused with #code"() {
        expect:
        server.api().get("/metrics/realtime$query").code == code

        where:
        query                || code
        '?region=xx-nowhere' || 'region_not_found'
        '?region=EU'         || 'validation_failed'
        '?window=YEAR'       || 'validation_failed'
    }

    private void refresh() {
        server.bean(BoardWorker).run()
    }

    private Map chart(String query) {
        server.api().get("/metrics/realtime$query").ok as Map
    }

    private List<Map> points(String product, String query = '') {
        refresh()
        chart(query).series.find { it.provider.id == product }?.points as List<Map>
    }
}
