package io.vox.measurement.statistics

import groovy.transform.CompileStatic
import spock.lang.Specification

class CoverageSpec extends Specification {
    def "the interval of the median covers the truth in 92 % of simulations at #conversations conversations, measurement 3"() {
        expect:
        medianCoverage(conversations, 600) >= 0.92

        where:
        conversations << [5, 10, 25, 50]
    }

    def "the interval of a rate of #rate covers it in 92 % of simulations at #conversations conversations, measurement 3"() {
        expect:
        rateCoverage(conversations, rate, 1500) >= 0.92

        where:
        [conversations, rate] << [[5, 10, 25, 50], [0.5d, 0.8d, 0.95d]].combinations()
    }

    /** Log-normal turns, 8 a conversation, around a log-normal level of the conversation. */
    @CompileStatic
    private static double medianCoverage(int conversations, int runs) {
        Random random = new Random(2026)
        int covered = 0
        for (int run = 0; run < runs; run++) {
            List<double[]> clusters = []
            for (int conversation = 0; conversation < conversations; conversation++) {
                double level = 0.25d * random.nextGaussian()
                double[] turns = new double[8]
                for (int turn = 0; turn < turns.length; turn++) {
                    turns[turn] = Math.round(800d * Math.exp(level + 0.35d * random.nextGaussian()))
                }
                clusters.add(turns)
            }
            Interval interval = ClusterBootstrap.of(clusters, run).median().get()
            if (interval.low() <= 800 && interval.high() >= 800) {
                covered++
            }
        }
        return covered / (double) runs
    }

    /** A turn copies the mood of its conversation with chance .4, so turns correlate by .16. */
    @CompileStatic
    private static double rateCoverage(int conversations, double rate, int runs) {
        Random random = new Random(2026)
        int covered = 0
        for (int run = 0; run < runs; run++) {
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
            Interval interval = WilsonInterval.of(clusters).get()
            if (interval.low() <= rate && interval.high() >= rate) {
                covered++
            }
        }
        return covered / (double) runs
    }
}
