package io.vox.agent.calibration

import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import spock.lang.Specification

class PhantomRunSpec extends Specification {
    static final VoxFault BROKEN = new VoxFault(FaultCode.RECORDING_BROKEN, 'blocks do not follow each other')

    def "a conversation that a fault of ours spoiled is held once more, #code"() {
        given:
        List outcomes = [new VoxFault(code, 'our fault'), 'whole']

        expect:
        PhantomRun.unbroken { next(outcomes) } == 'whole'
        outcomes.empty

        where:
        code << [FaultCode.RECORDING_BROKEN, FaultCode.BROWSER_DIED, FaultCode.BROWSER_MEMORY]
    }

    def "two spoiled ones, or another fault, are told, and there is no third time"() {
        given:
        List outcomes = [first, then, 'whole'].findAll()

        when:
        PhantomRun.unbroken { next(outcomes) }

        then:
        VoxFault fault = thrown()
        fault.code() == first.code()
        outcomes == ['whole']

        where:
        first                                               | then
        BROKEN                                              | BROKEN
        new VoxFault(FaultCode.SELF_TEST_FAILED, 'too far') | null
    }

    private static String next(List outcomes) {
        Object outcome = outcomes.remove(0)
        if (outcome instanceof VoxFault) {
            throw outcome
        }
        return outcome
    }
}
