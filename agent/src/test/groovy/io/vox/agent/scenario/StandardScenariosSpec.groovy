package io.vox.agent.scenario

import io.vox.agent.scenario.Utterance.CorpusUtterance
import spock.lang.Specification

class StandardScenariosSpec extends Specification {

    def "the standard conversation meets every kind of turn"() {
        given:
        def steps = StandardScenarios.standard().steps()

        expect:
        lines(steps, SpeakStep) == ['q_hours', 'q_table', 'q_order', 'long_request', 'q_price', 'thanks_bye']
        lines(steps, BackchannelStep) == ['mm_hm', 'cough']
        lines(steps, BargeInStep) == ['barge_in']
        steps.count { it instanceof PauseStep } == 1
    }

    def "the demonstration has four answers and two interruptions"() {
        given:
        def steps = StandardScenarios.demo().steps()

        expect:
        lines(steps, SpeakStep) == ['q_hours', 'long_request', 'q_price', 'long_request']
        lines(steps, BargeInStep) == ['barge_in', 'barge_in_2']
    }

    def "no missed turn ends the #scenario.name() conversation"() {
        expect:
        scenario.steps().findAll { it instanceof WaitForVoiceStep || it instanceof WaitForSilenceStep }.every { it.optional() }

        where:
        scenario << [StandardScenarios.standard(), StandardScenarios.demo()]
    }

    private static List<String> lines(List<Step> steps, Class<? extends Step> type) {
        steps.findAll { type.isInstance(it) }.collect { (it.utterance() as CorpusUtterance).id() }
    }
}
