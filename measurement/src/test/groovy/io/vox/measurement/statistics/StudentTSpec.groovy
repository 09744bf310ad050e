package io.vox.measurement.statistics

import spock.lang.Specification

class StudentTSpec extends Specification {
    def "the 97.5 % quantile with #df degrees of freedom is the one in the tables"() {
        expect:
        Math.abs(StudentT.quantile(0.975, df) - value) < 5e-5
        Math.abs(StudentT.quantile(0.025, df) + value) < 5e-5

        where:
        df  | value
        1   | 12.70620
        2   | 4.30265
        3   | 3.18245
        4   | 2.77645
        9   | 2.26216
        10  | 2.22814
        49  | 2.00958
        200 | 1.97190
    }
}
