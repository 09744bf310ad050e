package io.vox.measurement.statistics

import java.util.function.ToDoubleFunction
import spock.lang.Specification

class PermutationTestSpec extends Specification {
    static final ToDoubleFunction<double[]> MEDIAN = { double[] samples -> Quantiles.median(samples) }

    def "groups far apart are improbable, equal groups are not"() {
        given:
        double[] low = (1..10) as double[]
        double[] high = (101..110) as double[]

        expect:
        PermutationTest.probability(low, high, MEDIAN, 1) < 0.01
        PermutationTest.probability(low, low, MEDIAN, 1) == 1
    }
}
