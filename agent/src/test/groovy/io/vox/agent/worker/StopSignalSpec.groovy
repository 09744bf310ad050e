package io.vox.agent.worker

import static io.vox.agent.worker.StopSignal.Phase.DROPPING
import static io.vox.agent.worker.StopSignal.Phase.FINISHING
import static io.vox.agent.worker.StopSignal.Phase.RELEASING
import static io.vox.agent.worker.StopSignal.Phase.WORKING

import spock.lang.Specification

class StopSignalSpec extends Specification {

    def "each signal is more urgent than the one before (releasing: #releasing)"() {
        given:
        StopSignal stop = new StopSignal(releasing)
        List<StopSignal.Phase> told = []
        stop.onChange { told.add(it) }

        when:
        5.times { stop.raise() }

        then:
        told == phases

        where:
        releasing || phases
        false     || [FINISHING, RELEASING, DROPPING]
        true      || [RELEASING, DROPPING]
    }

    def "what was urgent does not become less so"() {
        given:
        StopSignal stop = new StopSignal(false)

        expect:
        stop.phase() == WORKING
        !stop.raised

        when:
        stop.to(RELEASING)
        stop.to(FINISHING)

        then:
        stop.phase() == RELEASING
        stop.raised
    }
}
