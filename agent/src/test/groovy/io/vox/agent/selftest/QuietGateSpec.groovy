package io.vox.agent.selftest

import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.time.MutableClock

class QuietGateSpec extends Specification {
    @TempDir
    Path folder

    MutableClock clock = new MutableClock()
    List<String> talk = []

    def "a quiet host is let through at once, without a word"() {
        when:
        gate([3d]).await { talk << it }

        then:
        talk.empty
    }

    def "a busy host is waited for, and that is said once"() {
        given:
        def start = clock.instant()

        when:
        gate([55d, 40d, 21d, 19.9d]).await { talk << it }

        then:
        talk == ['The host is busy (CPU pressure 55 %, limit 20 %): waiting up to a minute for quiet']
        Duration.between(start, clock.instant()) == Duration.ofSeconds(3)
    }

    def "a host that stays busy for a minute is refused"() {
        given:
        def start = clock.instant()

        when:
        gate([70d]).await { talk << it }

        then:
        VoxFault fault = thrown()
        fault.code() == FaultCode.HOST_BUSY
        fault.line().contains('70 %')
        Duration.between(start, clock.instant()) == Duration.ofMinutes(1)
    }

    def "a system that does not tell its pressure is measured on, with a word about it"() {
        when:
        new QuietGate(CpuPressure.of(folder.resolve('absent')), clock, { throw new AssertionError() }).await { talk << it }

        then:
        talk == ['This system does not tell its CPU pressure: measuring without looking at the load']
    }

    def "Ctrl-C ends the waiting"() {
        given:
        QuietGate gate = new QuietGate({ OptionalDouble.of(90) }, clock, { throw new InterruptedException() })

        when:
        gate.await { talk << it }

        then:
        VoxFault fault = thrown()
        fault.code() == FaultCode.CANCELED
        Thread.interrupted()
    }

    def "the kernel's file '#text' tells #percent"() {
        given:
        Path file = Files.writeString(folder.resolve('cpu'), text)

        expect:
        CpuPressure.of(file).read() == percent

        where:
        text                                                                             | percent
        'some avg10=18.06 avg60=30.74 avg300=21.96 total=3\nfull avg10=99.00 avg60=0.0\n' | OptionalDouble.of(18.06)
        'some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n'                               | OptionalDouble.of(0)
        ''                                                                               | OptionalDouble.empty()
        'some avg10=1.2.3 avg60=0.00'                                                    | OptionalDouble.empty()
    }

    private QuietGate gate(List<Double> percents) {
        int reads = 0
        CpuPressure pressure = { OptionalDouble.of(percents[Math.min(reads++, percents.size() - 1)]) }
        return new QuietGate(pressure, clock, { Duration time -> clock + time })
    }
}
