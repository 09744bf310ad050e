package io.vox.measurement.alignment

import io.vox.measurement.audio.WavReader
import io.vox.measurement.audio.WavWriter
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class DelayFinderSpec extends Specification {
    static final int RATE = 48000

    @TempDir
    Path folder

    def "the depth of both buffers is found and taken out, measurement 1.4"() {
        given:
        def caller = voice(1, 10)
        def agent = voice(2, 10)
        Path recording = write(delayed(caller, [[0, 900]]), delayed(agent, [[0, 1700]]))
        def anchors = anchors(0, caller, 0) + anchors(1, agent, 0)

        when:
        def delays = DelayFinder.find(recording, anchors)

        then:
        delays == [new Delay(0, 0, 0, 9), new Delay(1, 0, 800, 9)]

        when:
        Path aligned = folder.resolve('aligned.wav')
        AlignedRecording.write(recording, aligned, delays)
        float[][] samples = WavReader.readAll(aligned)

        then: 'the agent lies 800 frames earlier, exactly where the caller is'
        samples[0].length == WavReader.readAll(recording)[0].length
        same(samples[0], 900, caller, 0, RATE * 8)
        same(samples[1], 900, agent, 0, RATE * 8)
    }

    def "a buffer that steps in the middle is followed, and live events move with it"() {
        given:
        def caller = voice(3, 10)
        def agent = voice(4, 10)
        Path recording = write(delayed(caller, [[0, 500]]), delayed(agent, [[0, 500], [5 * RATE, 980]]))

        when:
        def delays = DelayFinder.find(recording, anchors(0, caller, 0) + anchors(1, agent, 0))

        then:
        delays*.frames() == [0, 0, 480]
        Math.abs(delays[2].fromFrame() - (5 * RATE + 500)) < RATE
        AlignedRecording.moved(1, 2 * RATE, delays) == 2 * RATE
        AlignedRecording.moved(1, 8 * RATE, delays) == 8 * RATE - 480

        when:
        Path aligned = folder.resolve('aligned.wav')
        AlignedRecording.write(recording, aligned, delays)
        float[][] samples = WavReader.readAll(aligned)

        then: 'before and well after the step the agent is where it was on its track'
        same(samples[1], 500, agent, 0, 4 * RATE)
        same(samples[1], 500 + 7 * RATE, agent, 7 * RATE, 2 * RATE)
    }

    def "track times that swing by #swing frames are one delay, a step of 10 ms is not lost in them"() {
        given:
        def caller = voice(5, 12)
        def agent = voice(6, 12)
        Path recording = write(delayed(caller, [[0, 300]]), delayed(agent, [[0, 300], [6 * RATE, 780]]))

        when:
        def delays = DelayFinder.find(recording, anchors(0, caller, swing) + anchors(1, agent, 0))

        then:
        delays*.channel() == [0, 1, 1]
        Math.abs(delays[1].frames()) <= swing
        delays[2].frames() - delays[1].frames() == 480

        where:
        swing << [0, 20, 60]
    }

    def "nothing is aligned when #missing"() {
        given:
        def caller = voice(7, 5)
        def agent = voice(8, 5)
        Path recording = write(delayed(caller, [[0, 100]]), delayed(agent, [[0, 100]]))

        expect:
        DelayFinder.find(recording, choose.call(anchors(0, caller, 0), anchors(1, agent, 0), anchors(1, voice(9, 5), 0))).empty

        where:
        missing                           | choose
        'there are no anchors'            | { mine, theirs, foreign -> [] }
        'one side has none'               | { mine, theirs, foreign -> mine }
        'one side has a single one'       | { mine, theirs, foreign -> mine + theirs.take(1) }
        'the pieces are of another sound' | { mine, theirs, foreign -> mine + foreign }
    }

    def "an anchor of a channel that does not exist is refused"() {
        when:
        new Anchor(2, 0, 0, new float[1])

        then:
        thrown(IllegalArgumentException)
    }

    static float[] voice(long seed, int seconds) {
        def random = new Random(seed)
        float[] samples = new float[seconds * RATE]
        float y = 0
        for (int i = 0; i < samples.length; i++) {
            y += 0.3f * ((float) (random.nextGaussian() * 0.2) - y)
            samples[i] = y
        }
        samples
    }

    /** Steps are [frame of the voice, delay from there on]. */
    static float[] delayed(float[] voice, List<List<Integer>> steps) {
        float[] out = new float[voice.length + 2 * RATE]
        steps.eachWithIndex { step, i ->
            int end = i + 1 < steps.size() ? steps[i + 1][0] : voice.length
            System.arraycopy(voice, step[0], out, step[0] + step[1], end - step[0])
        }
        out
    }

    static List<Anchor> anchors(int channel, float[] voice, int swing) {
        (0..<(voice.length / RATE - 1).intValue()).collect { second ->
            int from = second * RATE + RATE.intdiv(3)
            int offset = swing == 0 ? 0 : (int) (swing * Math.sin(second))
            new Anchor(channel, from + offset, from + 4800, Arrays.copyOfRange(voice, from, from + 4800))
        }
    }

    static boolean same(float[] actual, int at, float[] expected, int from, int frames) {
        (0..<frames).every { Math.abs(actual[at + it] - expected[from + it]) < 1e-3f }
    }

    Path write(float[] caller, float[] agent) {
        Path file = folder.resolve('recording.wav')
        def writer = WavWriter.create(file, RATE, 2)
        writer.write([caller, agent] as float[][], caller.length)
        writer.close()
        file
    }
}
