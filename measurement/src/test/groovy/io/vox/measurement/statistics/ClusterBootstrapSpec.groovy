package io.vox.measurement.statistics

import spock.lang.Specification

class ClusterBootstrapSpec extends Specification {
    def "the same conversations and seed give the same interval, measurement 3"() {
        given:
        def clusters = clusters(6)

        expect:
        bootstrap([clusters], 5).median() == bootstrap([clusters], 5).median()
        bootstrap([clusters], 5).median() != bootstrap([clusters], 6).median()
    }

    def "fewer than three conversations with values have no interval, measurement 3"() {
        expect:
        bootstrap([clusters(2)], 5).median().empty
        bootstrap([clusters(6), clusters(2)], 5).median().empty
        bootstrap([], 5).percentile95(10_000).empty
        bootstrap([ClusterHistogram.empty()], 5).median().empty
    }

    def "the interval holds its estimate and is symmetric on the log scale"() {
        when:
        def interval = bootstrap([clusters(8)], 5).median().get()
        def median = StratifiedLatencies.of([clusters(8)]).median().asDouble

        then:
        interval.low() < median
        interval.high() > median
        Math.abs(interval.low() * interval.high() - median * median) < 1e-6 * median * median
    }

    def "the interval is the one that the formula and a plain resampling of the values give, measurement 3"() {
        given: 'a bootstrap as in the books, over the raw values'
        def raw = rawClusters(12)
        def random = new Random(4)
        def logarithms = (1..4000).collect {
            Math.log(Quantiles.median((1..12).collectMany { raw[random.nextInt(12)] } as double[]))
        }
        def error = Quantiles.standardDeviation(logarithms as double[]).asDouble
        def estimate = Quantiles.median(raw.flatten() as double[])

        when:
        def interval = bootstrap([clusters(12)], 5).median().get()

        then: 'within what chance does to a standard error from 400 resamples'
        def half = Math.log(interval.high() / estimate)
        Math.abs(half / (2.200985 * error * Math.sqrt(12 / 11d)) - 1) < 0.12
    }

    def "a latency of 0 ms has an interval from 0, not an error"() {
        when:
        def interval = bootstrap([ClusterHistogram.merge((1..4).collect { ClusterHistogram.of(it, 0, 0, it) })], 5).median().get()

        then:
        interval.low() == 0
        interval.high() >= 0.5
    }

    def "equal latencies have an interval of no width"() {
        when:
        def interval = bootstrap([ClusterHistogram.merge((1..4).collect { ClusterHistogram.of(it, 700, 700) })], 5).median().get()

        then:
        Math.abs(interval.low() - 700) < 1e-9
        Math.abs(interval.high() - 700) < 1e-9
    }

    def "a seed depends on the ids and not on their order"() {
        expect:
        ClusterSeed.of(['a', 'b']) == ClusterSeed.of(['b', 'a'])
        ClusterSeed.of(['a', 'b']) != ClusterSeed.of(['a', 'c'])
        ClusterSeed.of(['ab']) != ClusterSeed.of(['a', 'b'])
    }

    private static ClusterBootstrap bootstrap(List<ClusterHistogram> strata, long seed) {
        ClusterBootstrap.of(StratifiedLatencies.of(strata), seed)
    }

    private static List<List<Integer>> rawClusters(int count) {
        def random = new Random(11)
        (0..<count).collect { (0..<8).collect { Math.round(800 * Math.exp(0.3 * random.nextGaussian())) as int } }
    }

    private static ClusterHistogram clusters(int count) {
        def raw = rawClusters(count)
        ClusterHistogram.merge((0..<count).collect { ClusterHistogram.of(it, raw[it] as int[]) })
    }
}
