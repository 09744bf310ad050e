package io.vox.measurement.board

import static io.vox.measurement.board.Conversations.MONDAY
import static io.vox.measurement.board.Conversations.cell
import static io.vox.measurement.board.Conversations.cells
import static io.vox.measurement.board.Conversations.response
import static io.vox.measurement.board.Conversations.turn

import io.vox.measurement.analysis.Outcome
import io.vox.measurement.analysis.TurnKind
import spock.lang.Specification

class ProductSpec extends Specification {
    def "#conversations conversations of #turns turns on #days days are #state: #reasons, measurement 3"() {
        given:
        def all = (1..conversations).collect { n -> cell("c$n", (1..turns).collect { response(it, 500 + n) }, MONDAY.plusDays(n % days)) }

        when:
        def standing = new Product('p', [eu: Cell.merge(all)]).standing()

        then:
        standing.state() == state
        standing.reasons() == reasons
        standing.nTurns() == conversations * turns
        standing.nDays() == days

        where:
        conversations | turns | days | state                 | reasons
        25            | 8     | 3    | RankState.RANKED      | []
        24            | 9     | 3    | RankState.PROVISIONAL | ['too_few_conversations']
        199           | 1     | 3    | RankState.PROVISIONAL | ['too_few_turns']
        25            | 8     | 2    | RankState.PROVISIONAL | ['too_few_days']
        1             | 1     | 1    | RankState.PROVISIONAL | ['too_few_conversations', 'too_few_turns', 'too_few_days']
    }

    def "a product that fails half of its turns has no rank: a silent one would look fast, measurement 2"() {
        given:
        def all = (1..50).collect { n -> cell("c$n", (1..8).collect { response(it, it <= 3 ? 200 : null) }, MONDAY.plusDays(n % 4)) }

        when:
        def standing = new Product('p', [eu: Cell.merge(all)]).standing()

        then:
        standing.state() == RankState.PROVISIONAL
        standing.reasons() == ['low_turn_success']
        standing.metric('responseLatency').stats().median.value() == 200
    }

    def "P95 is hidden under 59 turns and unqualified under 50 conversations, measurement 3: #conversations of #turns"() {
        given:
        def all = (1..conversations).collect { n -> cell("c$n", (1..turns).collect { response(it, it == 1 && n == 1 ? null : 500) }) }

        when:
        def latency = new Product('p', [eu: Cell.merge(all)]).standing().metric('responseLatency')

        then:
        latency.stats().containsKey('p95') == shown
        latency.flags().contains('p95_unqualified') == unqualified
        latency.stats().containsKey('median')

        where:
        conversations | turns | shown | unqualified
        58            | 1     | false | false
        59            | 1     | true  | false
        49            | 2     | true  | true
        50            | 2     | true  | false
    }

    def "a rate is hidden under 10 events, measurement 3"() {
        given:
        def all = (1..3).collect { cell("c$it", (1..barges).collect { i -> turn(i, TurnKind.INTERRUPT, Outcome.YIELDED, 300) }) }

        when:
        def rate = new Product('p', [eu: Cell.merge(all)]).standing().metric('interruptRate')

        then:
        rate.stats().isEmpty() == hidden
        rate.reason() == (hidden ? 'too_few_events' : null)

        where:
        barges | hidden
        3      | true
        4      | false
    }

    def "regions have the same weight, measurement 3"() {
        given:
        def product = new Product('p', [eu: cells('e', 300, 500), us: cells('u', 30, 1500)])

        when: 'half of the weight is below this, half above'
        def median = product.standing().metric('responseLatency').stats().median

        then:
        median.value() > 700
        median.value() < 1100
        median.ciLow() < median.value()
        median.ciHigh() > median.value()
    }

    def "a region of two conversations is left out where another is larger, and this is said"() {
        when:
        def alone = new Product('p', [eu: cells('e', 80, 500)]).standing()
        def both = new Product('p', [eu: cells('e', 80, 500), us: cells('u', 2, 5000)]).standing()

        then:
        both.metric('responseLatency').stats() == alone.metric('responseLatency').stats()
        both.metric('responseLatency').flags() == alone.metric('responseLatency').flags() + 'small_regions_left_out'
        both.conversations().counted() == 82
    }

    def "regions that are all small have figures without intervals"() {
        when:
        def latency = new Product('p', [eu: cells('e', 2, 500), us: cells('u', 2, 700)]).standing().metric('responseLatency')

        then:
        latency.stats().median.ciLow() == null
        latency.reason() == 'too_few_conversations'
        latency.flags().empty
    }

    def "a product whose conversations were all voided says so"() {
        when:
        def standing = new Product('p', [eu: Cell.ofExcluded('2026-11-21', new ConversationCounts(2, 0, 0, 2, 0, 0))]).standing()

        then:
        standing.metric('responseLatency').reason() == 'harness_fault'
        standing.conversations().harnessFaults() == 2
        standing.state() == RankState.PROVISIONAL
    }

    def "a stretch of a chart has the plain figures of its turns"() {
        expect:
        SeriesPoint.of(Cell.merge([cell('a', [response(1, 500), response(2, 700)]), cell('b', [response(1, null), turn(2, TurnKind.INTERRUPT, Outcome.YIELDED, 300)])])) ==
            new SeriesPoint(2, 3, 600d, 10_000d, 300d, 0.75d)
        SeriesPoint.of(Cell.ofExcluded('2026-11-21', new ConversationCounts(1, 0, 0, 1, 0, 0))) == new SeriesPoint(0, 0, null, null, null, null)
    }
}
