package io.vox.measurement.statistics

import spock.lang.Specification

class ClusterHistogramSpec extends Specification {
    static final Random RANDOM = new Random(7)

    def "figures equal those of the raw values, measurement 3"() {
        given:
        def raw = (1..n).collect { RANDOM.nextInt(200) * (it % 7 == 0 ? 50 : 1) }
        def histogram = histogram(raw, censored)

        expect:
        StratifiedLatencies.of([histogram]).median().asDouble == Quantiles.median(raw as double[])
        StratifiedLatencies.of([histogram]).percentile95(10_000).get() == Quantiles.percentile95(raw as double[], censored, 10_000)
        histogram.median().asDouble == Quantiles.median(raw as double[])
        histogram.percentile95(10_000).asDouble == Quantiles.percentile95(raw as double[], censored, 10_000).value()
        n < 2 || Math.abs(StratifiedLatencies.of([histogram]).standardDeviation().asDouble - Quantiles.standardDeviation(raw as double[]).asDouble) < 1e-9
        n > 1 || StratifiedLatencies.of([histogram]).standardDeviation().empty

        where:
        [n, censored] << [[1, 2, 3, 10, 19, 20, 21, 95, 96, 100, 999, 1000], [0, 1, 5, 60]].combinations()
    }

    def "merging is exact, associative and commutative, measurement 3"() {
        given:
        def parts = (1..40).collect { histogram((1..RANDOM.nextInt(30) + 1).collect { RANDOM.nextInt(50) }, RANDOM.nextInt(3)) }
        def shuffled = parts.shuffled(RANDOM)

        when:
        def all = ClusterHistogram.merge(parts)

        then:
        all == shuffled.inject(ClusterHistogram.empty()) { sum, part -> ClusterHistogram.merge([sum, part]) }
        all == ClusterHistogram.merge([ClusterHistogram.merge(parts.take(13)), ClusterHistogram.merge(parts.drop(13))])
        all.known() == parts*.known().sum()
        all.censored() == parts*.censored().sum()
    }

    def "regions have the same weight, however many turns they have, measurement 3"() {
        given: 'a fast region of many turns and a slow one of few'
        def fast = histogram([100] * 900, 0)
        def slow = histogram([500, 700, 900], 0)

        expect:
        StratifiedLatencies.of([fast, slow]).median().asDouble == 300
        StratifiedLatencies.of([fast, slow]).percentile95(10_000).get() == new RankedValue(900, false)
        Math.abs(StratifiedLatencies.of([fast, slow]).standardDeviation().asDouble - Math.sqrt((300 ** 2 + (100 ** 2 + 300 ** 2 + 500 ** 2) / 3) / 2 / (1 - 1 / 3600d - 1 / 12d))) < 1e-9
    }

    def "a region without values has no weight"() {
        expect:
        StratifiedLatencies.of([histogram([700], 0), ClusterHistogram.empty(), histogram([], 3)]).median().asDouble == 700
        StratifiedLatencies.of([]).median().empty
        StratifiedLatencies.of([ClusterHistogram.empty()]).percentile95(2000).empty
        StratifiedLatencies.of([histogram([], 3)]).percentile95(2000).get() == new RankedValue(2000, true)
        ClusterHistogram.empty().median().empty
        ClusterHistogram.empty().percentile95(2000).empty
        histogram([], 3).median().empty
        histogram([], 3).percentile95(2000).asDouble == 2000
    }

    def "what no latency can be is refused"() {
        when:
        new ClusterHistogram.Builder().add(value, cluster, count)

        then:
        thrown(IllegalArgumentException)

        where:
        value  | cluster | count
        -1     | 0       | 1
        10_002 | 0       | 1
        1      | -1      | 1
        1      | 1 << 20 | 1
        1      | 1       | 0
    }

    private static ClusterHistogram histogram(List<Integer> values, int censored) {
        def builder = new ClusterHistogram.Builder()
        values.eachWithIndex { value, i -> builder.add(value, i % 11, 1) }
        censored.times { builder.add(ClusterHistogram.CENSORED, it % 5, 1) }
        builder.build()
    }
}
