package io.vox.measurement.speech

import io.vox.measurement.SyntheticRecording
import spock.lang.Specification

class VoicedBoundsSpec extends Specification {
    def "bounds are those of the voice, never of the file, measurement 1.2"() {
        given:
        def asset = new SyntheticRecording(48000, 3).agent(0.2, 1).agent(1.6, 2.3).samples[1]

        when:
        def bounds = VoicedBounds.of(asset, 48000)

        then:
        Math.abs(bounds.firstFrame() - 9600) <= 48
        Math.abs(bounds.lastFrame() - 110400) <= 48
        bounds.voicedFrames() == bounds.lastFrame() - bounds.firstFrame() + 1
    }

    def "an asset without any silence is voiced from end to end"() {
        given:
        def asset = SyntheticRecording.speech(48000, 48000, 0, 3)

        when:
        def bounds = VoicedBounds.of(asset, 48000)

        then:
        bounds.firstFrame() < 48
        bounds.lastFrame() > 48000 - 48
    }

    def "an asset without a voice is refused"() {
        when:
        VoicedBounds.of(new float[length], 48000)

        then:
        thrown(IllegalArgumentException)

        where:
        length << [0, 48000]
    }
}
