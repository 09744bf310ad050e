package io.vox.measurement.timeline

import spock.lang.Specification

class TimelineSpec extends Specification {
    def "two stimuli with one index are refused"() {
        when:
        new Timeline(48000, 'v', 's', 1, Condition.clean(), [stimulus(1), stimulus(1)], [], [], null)

        then:
        thrown(IllegalArgumentException)
    }

    def "lists cannot be changed from outside"() {
        given:
        def stimuli = [stimulus(1)]
        def timeline = new Timeline(48000, 'v', 's', 1, Condition.clean(), stimuli, [], [], null)

        when:
        stimuli << stimulus(2)

        then:
        timeline.stimuli().size() == 1
    }

    def "#what is refused"() {
        when:
        make.call()

        then:
        thrown(IllegalArgumentException)

        where:
        what                       | make
        'a stimulus numbered 0'    | { stimulus(0) }
        'an unvoiced stimulus'     | { new Stimulus(1, StimulusKind.NONE, '', null, 0, 0, null, null, null, []) }
        'an event of nobody'       | { new OnlineEvent('left', 'onset', 0, 0) }
        'an event of no edge'      | { new OnlineEvent('agent', 'middle', 0, 0) }
        'a hole of nothing'        | { new Hole(5, 0) }
    }

    private static Stimulus stimulus(int index) {
        new Stimulus(index, StimulusKind.RESPONSE, 'hello', null, 100, 0, null, null, null, [])
    }
}
