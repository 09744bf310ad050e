package io.vox.measurement.statistics

import spock.lang.Specification

class WilsonIntervalSpec extends Specification {
    def "the plain interval is Wilson's"() {
        when:
        def interval = WilsonInterval.of(0.8d, 50d, 1.959964d)

        then:
        Math.abs(interval.low() - 0.6696) < 1e-4
        Math.abs(interval.high() - 0.8876) < 1e-4
    }

    def "all success is not certainty, measurement 3"() {
        when:
        def interval = interval([(1..5).collect { new Proportion(8, 8) }]).get()

        then:
        interval.high() == 1
        interval.low() < 0.9
        interval.low() > 0.6
    }

    def "turns that agree within conversations widen the interval"() {
        given:
        def mixed = (1..6).collect { new Proportion(4, 8) }
        def agreeing = (1..6).collect { new Proportion(it % 2 * 8, 8) }

        expect:
        interval([agreeing]).get().with { high() - low() } > 1.5 * interval([mixed]).get().with { high() - low() }
        Math.abs(WilsonInterval.effective([ClusterProportions.of(mixed)], 0.5) - 48) < 1e-9
        WilsonInterval.effective([ClusterProportions.of(agreeing)], 0.5) < 48 / 5
    }

    def "fewer than three conversations with an opportunity have no interval"() {
        expect:
        interval([[new Proportion(3, 4), new Proportion(4, 4), new Proportion(0, 0)]]).empty
    }

    def "the interval always holds its rate and stays within 0 to 1"() {
        given:
        def random = new Random(3)

        expect:
        (1..300).every {
            def conversations = (0..<(3 + random.nextInt(8))).collect { int n = 1 + random.nextInt(9); new Proportion(random.nextInt(n + 1), n) }
            def rate = conversations.sum { it.successes() } / conversations.sum { it.opportunities() }
            def interval = interval([conversations]).get()
            interval.low() >= 0 && interval.low() <= rate + 1e-12 && interval.high() >= rate - 1e-12 && interval.high() <= 1
        }
    }

    def "regions of equal rate and size are like one region of all their conversations"() {
        given:
        def region = (1..20).collect { new Proportion(4 + it % 4, 8) }

        when:
        def one = interval([region + region])
        def two = interval([region, region])

        then:
        Math.abs(one.get().low() - two.get().low()) < 0.002
        Math.abs(one.get().high() - two.get().high()) < 0.002
    }

    def "a region of three conversations keeps the interval wide, however many another has"() {
        given:
        def small = (1..3).collect { new Proportion(7, 8) }
        def large = (1..500).collect { new Proportion(7, 8) }

        expect:
        interval([small, large]).get().with { high() - low() } > 0.4 * interval([small]).get().with { high() - low() }
        interval([large]).get().with { high() - low() } < 0.05
        interval([small.take(2), large]).empty
        interval([]).empty
    }

    private static Optional<Interval> interval(List<List<Proportion>> strata) {
        WilsonInterval.of(strata.collect { ClusterProportions.of(it as List<Proportion>) })
    }
}
