package io.vox.measurement.statistics

import groovy.transform.CompileStatic
import spock.lang.Specification

class CoverageSpec extends Specification {
    def "the interval of the median covers the truth in 92 % of simulations at #conversations conversations, measurement 3"() {
        expect:
        latencyCoverage([conversations], 600, 800) { ClusterBootstrap bootstrap -> bootstrap.median() } >= 0.92

        where:
        conversations << [5, 10, 25, 50]
    }

    def "the interval of P95 covers the truth in #least of simulations at #conversations conversations, which is why it is not called exact"() {
        given: 'the 95th percentile of the turns of all conversations, on the log scale normal with both variances'
        def truth = 800 * Math.exp(1.644854 * Math.sqrt(0.25 * 0.25 + 0.35 * 0.35))

        expect:
        latencyCoverage([conversations], 600, truth) { ClusterBootstrap bootstrap -> bootstrap.percentile95(10_000) } >= least

        where:
        conversations | least
        5             | 0.87
        10            | 0.87
        25            | 0.87
        50            | 0.87
    }

    def "the interval of the median over regions of #regions conversations covers the truth in 92 % of simulations, measurement 3"() {
        expect:
        latencyCoverage(regions, 500, 800) { ClusterBootstrap bootstrap -> bootstrap.median() } >= 0.92

        where:
        regions << [[5, 5], [3, 30], [3, 3, 3, 3], [25, 10, 5, 40, 8, 12, 25, 30]]
    }

    def "the interval of a rate over regions of #regions conversations covers it in 92 % of simulations, measurement 3"() {
        expect:
        rateCoverage(regions, rate, 1000) >= 0.92

        where:
        [regions, rate] << [[[5, 5], [3, 30], [25, 10, 5, 40]], [0.5d, 0.9d]].combinations()
    }

    def "the interval of a rate of #rate covers it in 92 % of simulations at #conversations conversations, measurement 3"() {
        expect:
        rateCoverage([conversations], rate, 1500) >= 0.92

        where:
        [conversations, rate] << [[5, 10, 25, 50], [0.5d, 0.8d, 0.95d]].combinations()
    }

    /** Log-normal turns, 8 a conversation, around a log-normal level of the conversation, in each region the same. */
    @CompileStatic
    private static double latencyCoverage(List<Integer> regions, int runs, double truth, Closure<Optional<Interval>> estimate) {
        Random random = new Random(2026)
        int covered = 0
        for (int run = 0; run < runs; run++) {
            List<ClusterHistogram> strata = []
            for (int conversations : regions) {
                ClusterHistogram.Builder histogram = new ClusterHistogram.Builder()
                for (int conversation = 0; conversation < conversations; conversation++) {
                    double level = 0.25d * random.nextGaussian()
                    for (int turn = 0; turn < 8; turn++) {
                        histogram.add((int) Math.round(800d * Math.exp(level + 0.35d * random.nextGaussian())), conversation, 1)
                    }
                }
                strata.add(histogram.build())
            }
            Interval interval = estimate.call(ClusterBootstrap.of(StratifiedLatencies.of(strata), run)).get()
            if (interval.low() <= truth && interval.high() >= truth) {
                covered++
            }
        }
        return covered / (double) runs
    }

    /** A turn copies the mood of its conversation with chance .4, so turns correlate by .16. */
    @CompileStatic
    private static double rateCoverage(List<Integer> regions, double rate, int runs) {
        Random random = new Random(2026)
        int covered = 0
        for (int run = 0; run < runs; run++) {
            List<ClusterProportions> strata = []
            for (int conversations : regions) {
                List<Proportion> clusters = []
                for (int conversation = 0; conversation < conversations; conversation++) {
                    boolean mood = random.nextDouble() < rate
                    int successes = 0
                    for (int turn = 0; turn < 8; turn++) {
                        boolean success = random.nextDouble() < 0.4d ? mood : random.nextDouble() < rate
                        successes += success ? 1 : 0
                    }
                    clusters.add(new Proportion(successes, 8))
                }
                strata.add(ClusterProportions.of(clusters))
            }
            Interval interval = WilsonInterval.of(strata).get()
            if (interval.low() <= rate && interval.high() >= rate) {
                covered++
            }
        }
        return covered / (double) runs
    }
}
