package io.vox.measurement.statistics

import spock.lang.Specification

class ClusterBootstrapSpec extends Specification {
    def "the same conversations and seed give the same interval, measurement 3"() {
        given:
        def clusters = clusters(6)

        expect:
        ClusterBootstrap.of(clusters, 5).median() == ClusterBootstrap.of(clusters, 5).median()
        ClusterBootstrap.of(clusters, 5).median() != ClusterBootstrap.of(clusters, 6).median()
    }

    def "fewer than three conversations with values have no interval, measurement 3"() {
        expect:
        ClusterBootstrap.of(clusters(2) + [new double[0]], 5).median().empty
        ClusterBootstrap.of([], 5).percentile95().empty
    }

    def "the interval holds its estimate and is symmetric on the log scale"() {
        when:
        def all = clusters(8)
        def interval = ClusterBootstrap.of(all, 5).median().get()
        def median = Quantiles.median(all.collectMany { it.toList() } as double[])

        then:
        interval.low() < median
        interval.high() > median
        Math.abs(interval.low() * interval.high() - median * median) < 1e-6 * median * median
    }

    def "a latency of 0 ms has an interval from 0, not an error"() {
        when:
        def interval = ClusterBootstrap.of((1..4).collect { [0, 0, it] as double[] }, 5).median().get()

        then:
        interval.low() == 0
        interval.high() >= 0.5
    }

    def "equal latencies have an interval of no width"() {
        expect:
        ClusterBootstrap.of((1..4).collect { [700, 700] as double[] }, 5).median().get() == new Interval(700, 700)
    }

    def "a negative latency is refused"() {
        when:
        ClusterBootstrap.of([[-1] as double[]], 5)

        then:
        thrown(IllegalArgumentException)
    }

    def "a seed depends on the ids and not on their order"() {
        expect:
        ClusterSeed.of(['a', 'b']) == ClusterSeed.of(['b', 'a'])
        ClusterSeed.of(['a', 'b']) != ClusterSeed.of(['a', 'c'])
        ClusterSeed.of(['ab']) != ClusterSeed.of(['a', 'b'])
    }

    private static List<double[]> clusters(int count) {
        def random = new Random(11)
        (0..<count).collect { (0..<8).collect { Math.round(800 * Math.exp(0.3 * random.nextGaussian())) } as double[] }
    }
}
