package io.vox.measurement.timeline

import io.vox.measurement.SyntheticRecording
import io.vox.measurement.speech.VoicedBounds
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class StimulusLocatorSpec extends Specification {
    @TempDir
    Path folder

    static final int RATE = 16000
    def locator = new StimulusLocator()
    float[] asset = new SyntheticRecording(RATE, 3).agent(0.3, 2.5).samples[1]
    VoicedBounds bounds = VoicedBounds.of(asset, RATE)

    def "a copy that is #description is found to the frame, measurement 1.2"() {
        given:
        float[] copy = change.call(asset.clone())
        def recording = new SyntheticRecording(RATE, 12).mix(0, 80123, copy).noise(noise).offset(0.02)

        when:
        def found = locator.locate(recording.write(folder), 0, asset, bounds, 80123 + bounds.firstFrame() + shift, RATE)

        then:
        found.isPresent()
        Math.abs(found.get().firstVoicedFrame() - (80123 + bounds.firstFrame())) <= tolerance
        found.get().correlation() >= 0.5

        where:
        description              | noise | shift | tolerance | change
        'exact'                  | -70   | 0     | 0         | { it }
        'scaled'                 | -70   | 500   | 0         | { float[] s -> s.collect { it * 0.2f } as float[] }
        'played late'            | -60   | -9000 | 0         | { it }
        'filtered'               | -60   | 300   | 2         | { float[] s -> float y = 0; s.collect { y += 0.6f * (it - y) } as float[] }
        'in loud noise'          | -22   | 0     | 1         | { it }
        'stopped after 0.8 s'    | -60   | 0     | 0         | { float[] s -> Arrays.fill(s, (int) (1.1 * RATE), s.length, 0f); s }
        'stopped after 0.4 s'    | -60   | 0     | 0         | { float[] s -> Arrays.fill(s, (int) (0.7 * RATE), s.length, 0f); s }
    }

    def "the end is where it was played: #description, measurement 1.2"() {
        given: "a copy that lost or got some sound in its middle"
        int cut = (bounds.firstFrame() + bounds.lastFrame()).intdiv(2)
        def rest = Arrays.copyOfRange(asset, cut, asset.length)
        def recording = new SyntheticRecording(RATE, 12).mix(0, 80123, Arrays.copyOf(asset, cut)).mix(0, 80123 + cut + shift, rest).noise(noise)

        when:
        def found = locator.locateEnd(recording.write(folder), 0, asset, bounds, 80123 + bounds.lastFrame())

        then:
        found == (sure ? OptionalLong.of(80123 + bounds.lastFrame() + shift) : OptionalLong.empty())

        where:
        description                | shift | noise | sure
        'unharmed'                 | 0     | -60   | true
        'sound was lost'           | -416  | -60   | true
        'silence came in'          | 640   | -60   | true
        'further than it may'      | 2000  | -60   | false
        'too noisy to be sure'     | 0     | -12   | false
    }

    def "an end beyond the recording is not found"() {
        given:
        def recording = new SyntheticRecording(RATE, 5).mix(0, 60000, asset).noise(-70).write(folder)

        expect:
        locator.locateEnd(recording, 0, asset, bounds, 60000 + bounds.lastFrame()).empty
        locator.locateEnd(recording, 0, asset, bounds, 900000).empty
    }

    def "what was not played is not found"() {
        given:
        def recording = new SyntheticRecording(RATE, 6).noise(noise)

        expect:
        locator.locate(recording.write(folder), 0, asset, bounds, 40000, RATE).empty

        where:
        noise << [-200, -40]
    }

    def "a stimulus cut off by the end of the recording, or expected beyond it, does no harm"() {
        given:
        def recording = new SyntheticRecording(RATE, 5).mix(0, 60000, asset).noise(-70)
        Path path = recording.write(folder)

        expect:
        locator.locate(path, 0, asset, bounds, 60000 + bounds.firstFrame(), RATE).get().firstVoicedFrame() == 60000 + bounds.firstFrame()
        locator.locate(path, 0, asset, bounds, 900000, RATE).empty
    }

    def "an array is searched whole or in a range"() {
        given:
        float[] needle = Arrays.copyOfRange(asset, 8000, 20000)
        float[] haystack = new SyntheticRecording(RATE, 20).mix(0, 200000, asset).mix(0, 20000, asset, 0.5).noise(-60).samples[0]

        expect:
        locator.locate(haystack, needle, 150000, 250000).get().firstVoicedFrame() == 208000
        locator.locate(haystack, needle, 0, 60000).get().firstVoicedFrame() == 28000
        locator.locate(haystack, needle, 60000, 100000).empty
        locator.locate(haystack, needle).get().firstVoicedFrame() == 208000
        locator.locate(needle, haystack).empty
    }
}
