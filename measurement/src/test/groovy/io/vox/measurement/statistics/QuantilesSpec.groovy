package io.vox.measurement.statistics

import spock.lang.Specification

class QuantilesSpec extends Specification {
    def "the median of #values is #median, measurement 1.5"() {
        expect:
        Quantiles.median(values as double[]) == median

        where:
        values       | median
        [7]          | 7
        [9, 1, 5]    | 5
        [9, 1, 5, 6] | 5.5
    }

    def "the standard deviation is that of a sample, and absent under two values, measurement 1.5"() {
        expect:
        Math.abs(Quantiles.standardDeviation([2, 4, 4, 4, 5, 5, 7, 9] as double[]).asDouble - 2.13809) < 1e-5
        Quantiles.standardDeviation([3] as double[]).empty
    }

    def "P95 of 1..#n with #censored censored is #value, measurement 1.5"() {
        when:
        def p95 = Quantiles.percentile95((1..n) as double[], censored, 10000)

        then:
        p95.value() == value
        p95.censored() == isCensored

        where:
        n   | censored | value | isCensored
        1   | 0        | 1     | false
        20  | 0        | 19    | false
        21  | 0        | 20    | false
        100 | 0        | 95    | false
        95  | 5        | 95    | false
        94  | 6        | 10000 | true
    }

    def "all-censored samples have a censored P95, and no samples have none"() {
        expect:
        Quantiles.percentile95(new double[0], 3, 2000) == new RankedValue(2000, true)

        when:
        Quantiles.percentile95(new double[0], 0, 2000)

        then:
        thrown(IllegalArgumentException)
    }
}
