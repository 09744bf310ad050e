package io.vox.measurement.analysis

import io.vox.measurement.speech.ChannelActivity
import io.vox.measurement.speech.SpeechSegment
import io.vox.measurement.timeline.StimulusKind
import spock.lang.Specification

class ObservedTurnsSpec extends Specification {
    def "#situation, measurement 1.2"() {
        expect:
        ObservedTurns.of(activity(caller), activity(agent)).collect { [it.kind(), (int) it.onFrame(), (int) it.offFrame()] } == turns

        where:
        situation                                              | caller                       | agent                        | turns
        'speech into silence demands an answer'                | [[1000, 2000]]               | [[2500, 4000]]               | [[StimulusKind.RESPONSE, 1000, 2000]]
        'a pause that nobody used is part of the turn'         | [[1000, 2000], [2600, 3000]] | []                           | [[StimulusKind.RESPONSE, 1000, 3000]]
        'a longer pause ends the turn'                         | [[1000, 2000], [2701, 3000]] | []                           | [[StimulusKind.RESPONSE, 1000, 2000], [StimulusKind.RESPONSE, 2701, 3000]]
        'a pause that the agent used ends the turn'            | [[1000, 2000], [2600, 3000]] | [[2100, 2500]]               | [[StimulusKind.RESPONSE, 1000, 2000], [StimulusKind.RESPONSE, 2600, 3000]]
        'long speech into the agent is a barge-in'             | [[3000, 3700]]               | [[2000, 3400]]               | [[StimulusKind.INTERRUPT, 3000, 3700]]
        'a short sound into the agent is a backchannel'        | [[3000, 3600]]               | [[2000, 6000]]               | [[StimulusKind.BACKCHANNEL, 3000, 3600]]
        'speech right after the agent onset is no barge-in'    | [[3000, 4000]]               | [[2001, 6000]]               | [[StimulusKind.RESPONSE, 3000, 4000]]
        'speech at the last frame of the agent is no barge-in' | [[3000, 4000]]               | [[1000, 3000]]               | [[StimulusKind.RESPONSE, 3000, 4000]]
    }

    private static ChannelActivity activity(List<List<Integer>> segments) {
        new ChannelActivity(1000, 60000, -120, -50, false, segments.collect { new SpeechSegment(it[0], it[1]) })
    }
}
