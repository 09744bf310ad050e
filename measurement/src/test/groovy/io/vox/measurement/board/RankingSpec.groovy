package io.vox.measurement.board

import static io.vox.measurement.board.Conversations.MONDAY
import static io.vox.measurement.board.Conversations.cell
import static io.vox.measurement.board.Conversations.cells
import static io.vox.measurement.board.Conversations.response

import io.vox.measurement.analysis.Outcome
import spock.lang.Specification

class RankingSpec extends Specification {
    def "products that are surely apart have one rank each, measurement 3"() {
        expect:
        ranks([product('slow', 1600), product('fast', 400), product('middle', 800)]) == [fast: [1, 1], middle: [2, 2], slow: [3, 3]]
    }

    def "products that nobody can tell apart are ties, measurement 3"() {
        expect:
        ranks([product('a', 800), product('b', 805), product('c', 400)]) == [c: [1, 1], a: [2, 3], b: [2, 3]]
    }

    def "rates are ordered the other way round, but false interruptions are not"() {
        given:
        def good = new Product('good', [eu: Cell.merge((1..60).collect { cell("g$it", (1..8).collect { response(it, 500) }, MONDAY.plusDays(it % 4)) })])
        def bad = new Product('bad', [eu: Cell.merge((1..60).collect { n ->
            cell("b$n", (1..8).collect { it == 1 ? response(it, null, Outcome.PREMATURE) : it == 2 ? response(it, null) : response(it, 500) }, MONDAY.plusDays(n % 4))
        })])

        expect:
        ranks([bad, good], key) == [good: [1, 1], bad: [2, 2]]

        where:
        key << ['turnSuccessRate', 'responseRate', 'falseInterruptRate']
    }

    def "adding a bad product swaps nobody and moves no rank but the worst ones"() {
        given:
        def others = [product('a', 700), product('b', 900), product('c', 905)]

        when:
        def before = ranks(others)
        def after = ranks(others + product('bad', 3000))

        then:
        after.keySet().toList() == before.keySet().toList() + ['bad']
        after.subMap(before.keySet()) == before
        after.bad == [4, 4]
    }

    def "a product called from nearby only is compared where both were called, measurement 3"() {
        given: 'the same speed everywhere, but one was never called from afar'
        def near = new Product('near', [near: cells('n', 80, 500)])
        def both = new Product('both', [near: cells('m', 80, 500), far: cells('f', 80, 1500)])

        expect:
        near.standing().metric('responseLatency').stats().median.value() < 600
        both.standing().metric('responseLatency').stats().median.value() > 700
        ranks([near, both]) == [near: [1, 2], both: [1, 2]]
    }

    def "products that have no region in common are ties"() {
        expect:
        ranks([new Product('a', [eu: cells('a', 60, 400)]), new Product('b', [us: cells('b', 60, 2000)])]) == [a: [1, 2], b: [1, 2]]
    }

    def "provisional products stand below without a rank, and count in nobody's rank, measurement 3"() {
        when:
        def rows = Ranking.by('responseLatency', [product('few', 100, 24), product('ranked', 900), product('silent', 200, 60, 0.3)])

        then:
        rows*.standing()*.product() == ['ranked', 'few', 'silent']
        rows*.rank() == [new RankInterval(1, 1), null, null]
    }

    def "a metric that was not measured gives no rank"() {
        expect:
        Ranking.by('naturalness', [product('a', 400), product('b', 900)])*.rank() == [null, null]
    }

    def "the same cells give the same rows, in whatever order they come"() {
        given:
        def products = { [product('a', 700), product('b', 720), product('c', 1400)] }

        expect:
        Ranking.by('responseLatency', products()) == Ranking.by('responseLatency', products().reverse())
    }

    private static Product product(String id, double median, int conversations = 80, double success = 0.95) {
        new Product(id, [eu: cells(id, conversations, median, [success: success])])
    }

    private static Map<String, List<Integer>> ranks(List<Product> products, String key = 'responseLatency') {
        Ranking.by(key, products).collectEntries { [it.standing().product(), [it.rank().best(), it.rank().worst()]] }
    }
}
