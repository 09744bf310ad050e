package io.vox.measurement.metric

import static io.vox.measurement.metric.Analyses.conversation
import static io.vox.measurement.metric.Analyses.response
import static io.vox.measurement.metric.Analyses.turn

import io.vox.measurement.analysis.Outcome
import io.vox.measurement.analysis.TurnKind
import spock.lang.Specification

class MetricsSpec extends Specification {
    def "metrics always come in the same order, measured or not, measurement 1.5"() {
        expect:
        Metrics.compute(conversations)*.key() == ['responseLatency', 'responseRate', 'interruptLatency', 'interruptRate', 'recoveryLatency',
            'falseInterruptRate', 'backchannelIgnoreRate', 'turnSuccessRate', 'firstContentLatency', 'wordErrorRate', 'talkRatio',
            'networkResilience', 'naturalness', 'noiseReduction']

        where:
        conversations << [[], Analyses.answering(3, 800, 5)]
    }

    def "what was not measured has no figures and a reason, measurement 1.5"() {
        expect:
        Metrics.compute(conversations).every { it.stats().isEmpty() ? it.reason() != null : true }
        metric(conversations, key).reason() == reason
        metric(conversations, key).stats().isEmpty()

        where:
        key                   | reason              | conversations
        'responseLatency'     | 'no_conversations'  | []
        'responseLatency'     | 'harness_fault'     | [conversation(1, [response(1, 500)], [fault: 'recording_holes'])]
        'interruptLatency'    | 'not_scripted'      | [conversation(1, [response(1, 500)])]
        'interruptRate'       | 'not_scripted'      | [conversation(1, [response(1, 500)])]
        'interruptLatency'    | 'no_opportunity'    | [conversation(1, [turn(1, TurnKind.INTERRUPT, Outcome.VOID, null)])]
        'interruptRate'       | 'no_opportunity'    | [conversation(1, [turn(1, TurnKind.INTERRUPT, Outcome.VOID, null)])]
        'firstContentLatency' | 'no_transcriber'    | [conversation(1, [response(1, 500)])]
        'wordErrorRate'       | 'no_transcriber'    | [conversation(1, [response(1, 500)])]
        'networkResilience'   | 'not_scripted'      | [conversation(1, [response(1, 500)])]
        'naturalness'         | 'no_judge'          | [conversation(1, [response(1, 500)])]
        'noiseReduction'      | 'not_scripted'      | [conversation(1, [response(1, 500)])]
        'talkRatio'           | 'no_conversations'  | []
    }

    def "a latency has median, SD and P95, with bounds for all but the SD, measurement 1.5 and 3"() {
        when:
        def metric = metric(Analyses.answering(5, 800, 5), 'responseLatency')

        then:
        metric.stats().keySet().toList() == ['median', 'sd', 'p95']
        metric.unit() == 'ms'
        metric.n() == 40
        metric.nMissing() == 0
        metric.nConversations() == 5
        metric.reason() == null
        metric.stats().median.ciLow() <= metric.stats().median.value()
        metric.stats().median.ciHigh() >= metric.stats().median.value()
        metric.stats().p95.ciLow() != null
        metric.stats().sd.ciLow() == null
        metric.stats().sd.ciHigh() == null
    }

    def "under three conversations figures have no bounds and say why, measurement 3"() {
        when:
        def metrics = Metrics.compute(Analyses.answering(2, 800, 5))

        then:
        metrics.findAll { !it.stats().isEmpty() }.every { it.reason() == 'too_few_conversations' && it.stats().values().every { it.ciLow() == null } }
    }

    def "a miss is left out of the median, ranks at 10 s in P95 and counts in the rate, measurement 2"() {
        given:
        def conversations = (1..3).collect { conversation(it, [response(1, 500), response(2, 700), response(3, null)]) }

        when:
        def latency = metric(conversations, 'responseLatency')
        def rate = metric(conversations, 'responseRate')

        then:
        latency.stats().median.value() == 600
        latency.n() == 6
        latency.nMissing() == 3
        latency.stats().p95 == new MetricStatistic(10000, latency.stats().p95.ciLow(), null, true)
        Math.abs(rate.stats().rate.value() - 2 / 3) < 1e-9
        rate.n() == 9
    }

    def "an agent that never answers has a censored P95 and no median"() {
        when:
        def latency = metric([conversation(1, [response(1, null)])], 'responseLatency')

        then:
        latency.stats().keySet() == ['p95'] as Set
        latency.stats().p95.censored()
        latency.reason() == 'all_censored'
    }

    def "a premature answer counts as a false interruption only, measurement 2"() {
        given:
        def turns = [response(1, 500), response(2, null, [outcome: Outcome.PREMATURE]), response(3, null), response(4, null, [outcome: Outcome.VOID])]
        def conversations = [conversation(1, turns)]

        expect:
        metric(conversations, 'responseRate').stats().rate.value() == 0.5
        Math.abs(metric(conversations, 'falseInterruptRate').stats().rate.value() - 1 / 3) < 1e-9
        Math.abs(metric(conversations, 'turnSuccessRate').stats().rate.value() - 1 / 3) < 1e-9
        metric(conversations, 'responseRate').nMissing() == 2
    }

    def "barge-ins give latency, rate and recovery, measurement 2"() {
        given:
        def turns = [turn(1, TurnKind.INTERRUPT, Outcome.YIELDED, 400, [recovery: 900]),
                     turn(2, TurnKind.INTERRUPT, Outcome.YIELDED, 600),
                     turn(3, TurnKind.INTERRUPT, Outcome.YIELDED, 500, [tags: ['statement']]),
                     turn(4, TurnKind.INTERRUPT, Outcome.YIELDED, 500, [flags: ['recovery_unobserved']]),
                     turn(5, TurnKind.INTERRUPT, Outcome.NOT_YIELDED, null)]
        def conversations = [conversation(1, turns)]

        expect:
        metric(conversations, 'interruptLatency').stats().median.value() == 500
        metric(conversations, 'interruptLatency').stats().p95 == new MetricStatistic(2000, null, null, true)
        metric(conversations, 'interruptRate').stats().rate.value() == 0.8
        with(metric(conversations, 'recoveryLatency')) {
            stats().median.value() == 900
            stats().p95 == new MetricStatistic(10000, null, null, true)
            n() == 1
            nMissing() == 3
        }
    }

    def "backchannels give selectivity and count in turn success, measurement 2"() {
        given:
        def conversations = [conversation(1, [turn(1, TurnKind.BACKCHANNEL, Outcome.IGNORED, null), turn(2, TurnKind.BACKCHANNEL, Outcome.STOPPED, 300)])]

        expect:
        metric(conversations, 'backchannelIgnoreRate').stats().rate.value() == 0.5
        metric(conversations, 'turnSuccessRate').stats().rate.value() == 0.5
    }

    def "tool turns and greetings are reported apart, where there are some, measurement 2"() {
        given:
        def conversations = [conversation(1, [turn(0, TurnKind.GREETING, Outcome.ANSWERED, 1200), response(1, 500), response(2, 3000, [tags: ['tool']])])]

        expect:
        metric(conversations, 'responseLatency').stats().median.value() == 500
        metric(conversations, 'responseLatencyTool').stats().median.value() == 3000
        metric(conversations, 'greetingLatency').stats().median.value() == 1200
        metric(conversations, 'responseRate').n() == 2
        metric(conversations, 'turnSuccessRate').n() == 2
    }

    def "flagged turns stay in the figures and their flag travels along, measurement 1.4"() {
        given:
        def conversations = [conversation(1, [response(1, 500, [flags: flags]), response(2, 700)], [noisy: noisy]),
                             conversation(2, [response(1, 600)], [fault: fault])]

        when:
        def metric = metric(conversations, 'responseLatency')

        then:
        metric.flags() == expected
        metric.n() == (fault ? 2 : 3)

        where:
        flags                 | noisy | fault             | expected
        ['hop_changed']       | false | null              | ['flagged_turns']
        ['agent_backchannel'] | false | null              | []
        ['noisy']             | true  | null              | ['noisy', 'flagged_turns']
        []                    | false | 'recording_holes' | ['voided_conversations']
    }

    def "figures of different methods are never averaged together, measurement 1.7"() {
        when:
        Metrics.compute([conversation(1, []), conversation(2, [], [version: 'observed-1'])])

        then:
        thrown(IllegalArgumentException)
    }

    def "the order of the conversations does not matter, measurement 3"() {
        given:
        def conversations = Analyses.answering(6, 800, 9)

        expect:
        Metrics.compute(conversations) == Metrics.compute(conversations.reverse())
    }

    private static Metric metric(List conversations, String key) {
        Metrics.compute(conversations).find { it.key() == key }
    }
}
