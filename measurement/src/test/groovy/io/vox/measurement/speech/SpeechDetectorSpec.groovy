package io.vox.measurement.speech

import io.vox.measurement.SyntheticRecording
import io.vox.measurement.statistics.Quantiles
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class SpeechDetectorSpec extends Specification {
    @TempDir
    Path folder

    def "a hard 1 kHz burst has its true edges within 1 ms at #rate Hz, measurement 1.3"() {
        given:
        float[] samples = new float[rate * 3]
        int from = (int) (rate * 1.2345)
        int to = (int) (rate * 1.8771)
        (from..to).each { samples[it] = (float) (0.3 * Math.sin(2 * Math.PI * 1000 * (it - from + 1) / rate)) }

        when:
        def segments = SpeechDetector.detect(samples, rate).segments()

        then:
        segments.size() == 1
        Math.abs(segments[0].onFrame() - from) <= rate / 1000
        Math.abs(segments[0].offFrame() - to) <= rate / 1000

        where:
        rate << [8000, 11025, 16000, 22050, 44100, 48000, 96000]
    }

    def "the median error at a floor of #floor dBFS with ramps of #ramp ms at #rate Hz is at most #limit ms, measurement 5"() {
        given:
        def recording = new SyntheticRecording(rate, 62)
        List<int[]> truth = (0..<40).collect {
            double from = 0.5 + it * 1.5 + (it % 7) * 0.01137
            double to = from + 0.6 + (it % 5) * 0.0533
            recording.speak(it % 2, from, to, ramp)
            [it % 2, recording.at(from), recording.at(to)] as int[]
        }
        recording.noise(floor).offset(offset)

        when:
        def channels = SpeechDetector.detect(recording.write(folder))
        List<Double> errors = []
        truth.groupBy { it[0] }.each { channel, bursts ->
            assert channels[channel].segments().size() == bursts.size()
            bursts.eachWithIndex { int[] burst, int i ->
                def found = channels[channel].segments()[i]
                errors << Math.abs(found.onFrame() - burst[1]) * 1000d / rate
                errors << Math.abs(found.offFrame() - burst[2]) * 1000d / rate
            }
        }

        then:
        Quantiles.median(errors as double[]) <= limit
        Math.abs(channels[0].noiseFloorDbfs() - floor) < 1
        !channels[0].noisy()

        where:
        rate  | floor | ramp | offset | limit
        48000 | -50   | 0    | 0      | 4
        48000 | -50   | 10   | 0      | 4
        48000 | -50   | 10   | 0.05   | 4
        16000 | -50   | 10   | -0.05  | 4
        8000  | -50   | 0    | 0      | 4
        48000 | -70   | 20   | 0      | 4
        48000 | -41   | 0    | 0      | 4
        96000 | -50   | 0    | 0      | 4
    }

    def "a floor above -40 dBFS makes a channel noisy, measurement 1.3"() {
        given:
        def recording = new SyntheticRecording(16000, 5).noise(-38).agent(2, 3)

        when:
        def activity = SpeechDetector.detect(recording.samples[1], 16000)

        then:
        activity.noisy()
        Math.abs(activity.thresholdDbfs() - (activity.noiseFloorDbfs() + 20 * Math.log10(4))) < 1e-9
    }

    def "digital silence is no speech, and speech within it is found"() {
        expect:
        with(SpeechDetector.detect(new float[48000], 48000)) {
            noiseFloorDbfs() == -120
            Math.abs(thresholdDbfs() + 50) < 1e-9
            segments().empty
        }
        SpeechDetector.detect(new SyntheticRecording(48000, 3).agent(1, 2).samples[1], 48000).segments().size() == 1
    }

    def "a burst of #length ms alone is #verdict, measurement 1.3"() {
        given:
        def recording = new SyntheticRecording(48000, 2)
        float[] tone = new float[48 * length]
        tone.eachWithIndex { float sample, int i -> tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * (i + 1) / 48)) }
        recording.mix(1, 48000, tone)

        expect:
        SpeechDetector.detect(recording.samples[1], 48000).segments().size() == segments

        where:
        length | segments | verdict
        20     | 0        | 'a click'
        28     | 0        | 'a click'
        33     | 1        | 'speech'
    }

    def "a gap of #gap ms leaves #segments segments, measurement 1.3"() {
        given:
        def recording = new SyntheticRecording(48000, 4).agent(1, 1.5).agent(1.5 + gap / 1000, 2.5)

        expect:
        SpeechDetector.detect(recording.samples[1], 48000).segments().size() == segments

        where:
        gap | segments
        200 | 1
        295 | 1
        305 | 2
        600 | 2
    }

    def "speech at the very edges of a recording is found from the first frame to the last"() {
        given:
        def recording = new SyntheticRecording(44100, 3).agent(0, 0.5).agent(2.4, 3)

        when:
        def segments = SpeechDetector.detect(recording.samples[1], 44100).segments()

        then:
        segments.size() == 2
        segments[0].onFrame() < 44
        segments[1].offFrame() > 3 * 44100 - 44
    }

    def "the file and the array give the same answer, whatever the block boundaries"() {
        given:
        def recording = new SyntheticRecording(11025, 20).noise(-60)
        (0..<9).each { recording.agent(1 + it * 2, 1.9 + it * 2.03) }
        // Rounded as the file rounds them.
        float[] rounded = recording.samples[1].collect { Math.round(it * 32768f) / 32768f } as float[]

        expect:
        SpeechDetector.detect(recording.write(folder))[1] == SpeechDetector.detect(rounded, 11025)
    }

    def "a rate below 8000 Hz cannot be measured"() {
        when:
        SpeechDetector.detect(new float[100], 4000)

        then:
        thrown(IllegalArgumentException)
    }

    def "a recording shorter than one window has no speech"() {
        expect:
        SpeechDetector.detect(new float[length], 8000).segments().empty

        where:
        length << [0, 1, 8, 79, 80, 81]
    }
}
