package io.vox.cli.board

import static io.vox.cli.Documents.*

import io.vox.cli.CommandSpecification

class BoardsSpec extends CommandSpecification {
    def "the leaderboard shows ranks as intervals, and those without one"() {
        given:
        def unranked = boardRow(rank: null, state: 'PROVISIONAL', provider: providerReference() + [name: 'ElevenLabs Agents'], metrics: [])
        server.on('GET /metrics/leaderboard', 200, leaderboard([boardRow(), boardRow(rank: [best: 3, worst: 3]), unranked]))

        expect:
        vox('leaderboard') == 0
        out.readLines() == [
            'RANK  PROVIDER           RESPONSE LATENCY  95 % INTERVAL  P95          TURN SUCCESS  CONVERSATIONS  TURNS  STATE',
            '1-2   LiveKit Agents     812 ms            745 to 885 ms  >= 10000 ms  94 %          60             480    ranked',
            '3     LiveKit Agents     812 ms            745 to 885 ms  >= 10000 ms  94 %          60             480    ranked',
            '-     ElevenLabs Agents  -                 -              -            -             60             480    provisional',
        ]
        err == ''
        server.calls[0].token == null

        and:
        vox('leaderboard', '--json') == 0
        json().data[0].rank == [best: 1, worst: 2]
        json().region == null
    }

    def "the leaderboard is asked for what is wanted"() {
        given:
        server.on('GET /metrics/leaderboard', 200, leaderboard([]))

        expect:
        vox('leaderboard', '--metric', 'interruptlatency', '--region', 'eu-west', '--window', 'month') == 0
        asked() == ['GET /metrics/leaderboard?metric=interruptLatency&region=eu-west&window=MONTH']
        out == ''
        err == 'Nobody has been measured in this window.\n'
    }

    def "realtime shows the newest point of each provider"() {
        given:
        def points = [500, 812].collect { [at: TIME, nConversations: 6, nTurns: 48, responseLatencyMs: it, responseLatencyP95Ms: 1020, interruptLatencyMs: null, turnSuccessRate: 0.97] }
        server.on('GET /metrics/realtime', 200, [asOf: TIME, window: 'HOUR', region: null, bucketSeconds: 60,
                                                series: [[provider: providerReference(), points: points], [provider: providerReference(), points: []]]])

        expect:
        vox('realtime', '--window', 'hour') == 0
        asked() == ['GET /metrics/realtime?window=HOUR']
        out.readLines() == [
            'PROVIDER        SINCE                 RESPONSE  P95      INTERRUPT  TURN SUCCESS  TURNS',
            'LiveKit Agents  2026-11-21 14:30:00Z  812 ms    1020 ms  -          97 %          48',
        ]

        and:
        vox('realtime', '--json') == 0
        json().series[0].points*.responseLatencyMs == [500, 812]
        err == ''
    }
}
