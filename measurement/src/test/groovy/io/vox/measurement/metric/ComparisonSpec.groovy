package io.vox.measurement.metric

import static io.vox.measurement.metric.Analyses.answering
import static io.vox.measurement.metric.Analyses.conversation
import static io.vox.measurement.metric.Analyses.response

import spock.lang.Specification

class ComparisonSpec extends Specification {
    def "#before ms before and #after ms now in #conversations conversations is #change, measurement 4"() {
        when:
        def comparison = Comparison.of('responseLatency', answering(conversations, before, 9), answering(conversations, after, 9))

        then:
        comparison.change() == change
        comparison.sentence().contains(words)

        where:
        before | after | conversations | change                 | words
        800    | 500   | 6             | Change.BETTER          | 'Response latency is better: '
        500    | 800   | 6             | Change.WORSE           | 'Response latency is worse: '
        800    | 800   | 6             | Change.CANNOT_TELL_YET | 'chance alone'
        800    | 500   | 1             | Change.BETTER          | 'by single turns only'
        800    | 805   | 1             | Change.CANNOT_TELL_YET | 'too few conversations'
    }

    def "a higher response rate is better, a lower one worse"() {
        given:
        def all = (1..6).collect { conversation(it, (1..8).collect { response(it, 700) }) }
        def half = (1..6).collect { conversation(it, (1..8).collect { response(it, it % 2 ? 700 : null) }) }

        expect:
        Comparison.of('responseRate', half, all).change() == Change.BETTER
        Comparison.of('responseRate', all, half).change() == Change.WORSE
        Comparison.of('responseRate', all, all).change() == Change.CANNOT_TELL_YET
    }

    def "#what is not compared"() {
        when:
        def comparison = Comparison.of(key, last, answering(3, 800, 5))

        then:
        comparison.change() == Change.CANNOT_TELL_YET
        comparison.sentence().contains(words)

        where:
        what                                   | key                | last                                       | words
        'a metric that was not measured'       | 'interruptLatency' | answering(3, 800, 5)                       | 'not measured last time'
        'a metric of no run'                   | 'greetingLatency'  | []                                         | 'not measured'
        'talk ratio, which has no better'      | 'talkRatio'        | answering(3, 800, 5)                       | 'no better or worse'
        'a run of another method'              | 'responseLatency'  | [conversation(1, [], [version: 'old'])]    | 'different methods'
        'a handful of turns'                   | 'responseLatency'  | [conversation(1, [response(1, 100)])]      | 'too few conversations'
    }
}
