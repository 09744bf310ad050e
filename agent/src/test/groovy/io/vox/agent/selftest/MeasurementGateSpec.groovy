package io.vox.agent.selftest

import io.vox.agent.browser.BrowserSettings
import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.time.MutableClock

class MeasurementGateSpec extends Specification {
    @TempDir
    Path folder

    MutableClock clock = new MutableClock(Instant.parse('2026-03-01T10:00:00Z'))
    BrowserSettings settings = new BrowserSettings(Path.of('browser'), true)
    List<String> talk = []
    double pressure = 0
    List<Double> errors = [3.0d, -4.0d]
    int tests = 0

    def "a host that measures right is let through with its errors"() {
        expect:
        pass() == new Calibration(3.0d, -4.0d, clock.instant(), true)
        talk == ['Testing this host against the calibration agent (about 15 s, once a day)',
                 'This host measures right: response latency off by +3.0 ms, interrupt latency by -4.0 ms']
    }

    def "a host is tested once a day"() {
        given:
        Calibration first = pass()

        when:
        clock + Duration.ofHours(hours)
        Calibration second = pass()

        then:
        tests == expected
        (second == first) == (expected == 1)

        where:
        hours | expected
        0     | 1
        23    | 1
        24    | 2
    }

    def "another browser, or another version of it, is tested on its own"() {
        when:
        pass('browser 1')
        pass('browser 2')
        pass('browser 1')

        then:
        tests == 2
    }

    def "a calibration that is #damage is measured anew"() {
        given:
        pass()
        Path file = Files.list(folder).withCloseable { it.toList() }.first()

        when:
        Files.writeString(file, change(Files.readString(file)))
        pass()

        then:
        tests == 2

        where:
        damage          | change
        'empty'         | { '' }
        'cut in half'   | { it.substring(0, it.length().intdiv(2)) }
        'not JSON'      | { 'x' }
        'of the future' | { it.replace('2026-', '2027-') }
        'without error' | { it.replace('responseErrorMs', 'other') }
        'of another'    | { it.replace('key 1', 'key 2') }
        'off by far'    | { it.replace('3.0', '35.0') }
    }

    def "a host whose calibration cannot be stored measures all the same"() {
        given: "a file where the folder should be"
        folder = Files.writeString(folder.resolve('file'), '')

        expect:
        pass().passed()
    }

    def "a host that is off by #response and #interrupt ms is refused: #refused"() {
        given:
        errors = [response, interrupt]

        when:
        VoxFault fault = null
        try {
            pass()
        } catch (VoxFault refusal) {
            fault = refusal
        }

        then:
        (fault?.code() == FaultCode.SELF_TEST_FAILED) == refused

        where:
        response | interrupt | refused
        20.0d    | -20.0d    | false
        20.1d    | 0.0d      | true
        0.0d     | -20.1d    | true
    }

    def "a refused host is not remembered"() {
        given:
        errors = [90.0d, 0.0d]

        when:
        2.times {
            try {
                pass()
            } catch (VoxFault ignored) {
            }
        }

        then:
        tests == 2
    }

    def "a host that is busy and off measures when it is told to, and the result says so"() {
        given:
        pressure = 80
        errors = [90.0d, 0.0d]

        expect:
        !pass('key 1', true).passed()
        talk.last().startsWith('Warning: this host measures wrong')
    }

    def "a busy host is refused before it is tested"() {
        given:
        pressure = 80

        when:
        pass()

        then:
        VoxFault fault = thrown()
        fault.code() == FaultCode.HOST_BUSY
        tests == 0
    }

    private Calibration pass(String key = 'key 1', boolean force = false) {
        QuietGate quiet = new QuietGate({ OptionalDouble.of(pressure) }, clock, { Duration time -> clock + time })
        SelfTest selfTest = { _, Instant now ->
            tests++
            return Calibration.of(errors[0], errors[1], now)
        }
        return new MeasurementGate(quiet, new CalibrationCache(folder), selfTest, clock)
                .pass(settings, new CalibrationKey(key), force) { talk << it }
    }
}
