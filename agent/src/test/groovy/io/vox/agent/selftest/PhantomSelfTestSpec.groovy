package io.vox.agent.selftest

import io.vox.agent.browser.BrowserInstaller
import io.vox.agent.browser.BrowserSettings
import java.time.Instant
import spock.lang.Specification
import spock.lang.Tag

@Tag('measures')
class PhantomSelfTestSpec extends Specification {

    def "this host measures the phantom to 20 ms with its real browser"() {
        given:
        BrowserSettings settings = new BrowserSettings(BrowserInstaller.provide(false, {}), true)

        when:
        Calibration calibration = new PhantomSelfTest().measure(settings, Instant.parse('2026-03-01T10:00:00Z'))

        then:
        calibration.passed()
        calibration.responseErrorMs() != 0 || calibration.interruptErrorMs() != 0
    }
}
