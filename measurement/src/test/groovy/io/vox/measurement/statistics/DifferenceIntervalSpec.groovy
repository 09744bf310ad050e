package io.vox.measurement.statistics

import spock.lang.Specification

class DifferenceIntervalSpec extends Specification {
    def "the interval of a difference puts the four half widths together, Zou and Donner 2008"() {
        expect:
        DifferenceInterval.of(10, new Interval(7, 14), 20, new Interval(16, 23)) == new Interval(-10 - Math.hypot(3, 3), -10 + Math.hypot(4, 4))
    }

    def "swapping both estimates turns it round"() {
        given:
        def one = DifferenceInterval.of(10, new Interval(7, 14), 20, new Interval(16, 23))
        def other = DifferenceInterval.of(20, new Interval(16, 23), 10, new Interval(7, 14))

        expect:
        one.low() == -other.high()
        one.high() == -other.low()
    }
}
