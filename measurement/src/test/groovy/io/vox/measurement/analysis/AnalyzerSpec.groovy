package io.vox.measurement.analysis

import io.vox.measurement.SyntheticRecording
import io.vox.measurement.timeline.Condition
import io.vox.measurement.timeline.Hole
import io.vox.measurement.timeline.Stimulus
import io.vox.measurement.timeline.StimulusKind
import io.vox.measurement.timeline.Timeline
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class AnalyzerSpec extends Specification {
    @TempDir
    Path folder

    static final int RATE = 16000
    static final AnalyzerOptions PLAIN = new AnalyzerOptions(false)

    def "a scripted conversation gives every turn its outcome and its latency, measurement 1.1 and 2"() {
        given:
        def recording = new SyntheticRecording(RATE, 60).noise(-60)
            .agent(1.0, 2.0)
            .caller(3, 5).agent(5.734, 9)
            .caller(12, 14).agent(13, 15)
            .caller(17, 18).agent(18.5, 25.98).caller(21, 21.3).caller(24, 25.5)
            .agent(26.6, 27.5)
            .caller(30, 31).agent(31.4, 36).caller(33, 34)
            .caller(41, 42)
        def timeline = timeline([
            stimulus(1, StimulusKind.RESPONSE, 3, 5),
            stimulus(2, StimulusKind.RESPONSE, 12, 14),
            stimulus(3, StimulusKind.NONE, 17, 18),
            stimulus(4, StimulusKind.BACKCHANNEL, 21, 21.3),
            stimulus(5, StimulusKind.INTERRUPT, 24, 25.5),
            stimulus(6, StimulusKind.RESPONSE, 30, 31, ['tool']),
            stimulus(7, StimulusKind.INTERRUPT, 33, 34),
            stimulus(8, StimulusKind.RESPONSE, 41, 42)], [], 4000L)

        when:
        def analysis = Analyzer.analyze(recording.write(folder), timeline, PLAIN)
        def turns = analysis.turns()

        then:
        analysis.methodVersion() == Analyzer.METHOD_VERSION
        turns*.index() == [0, 1, 2, 4, 5, 6, 7, 8]
        turns*.outcome() == [Outcome.ANSWERED, Outcome.ANSWERED, Outcome.PREMATURE, Outcome.IGNORED, Outcome.YIELDED,
                             Outcome.ANSWERED, Outcome.NOT_YIELDED, Outcome.MISSED]
        near(turns[0].valueMs(), 750)
        near(turns[1].valueMs(), 734)
        near(turns[4].valueMs(), 1980)
        near(turns[4].recoveryMs(), 1100)
        near(turns[5].valueMs(), 400)
        turns[5].tags() == ['tool']
        turns[6].censored()
        turns[7].censored()
        turns[7].missingReason() == 'no_answer'
        turns[1].hopFrames() == 0
        analysis.talkRatio() > 0.5
        analysis.flags().empty
        analysis.harnessFault() == null
        analysis.durationFrames() == 60 * RATE
    }

    def "the same conversation without its timeline is measured from both channels, measurement 1.2"() {
        given:
        def recording = new SyntheticRecording(RATE, 30).noise(-60)
            .caller(1, 2.5).agent(3.25, 9).caller(6, 6.4)
            .caller(12, 13).agent(13.6, 19).caller(17.9, 20.4).agent(21, 22)

        when:
        def analysis = Analyzer.analyze(recording.write(folder), null, PLAIN)

        then:
        analysis.methodVersion() == 'observed-1'
        analysis.turns()*.kind() == [TurnKind.RESPONSE, TurnKind.BACKCHANNEL, TurnKind.RESPONSE, TurnKind.INTERRUPT]
        analysis.turns()*.outcome() == [Outcome.ANSWERED, Outcome.IGNORED, Outcome.ANSWERED, Outcome.YIELDED]
        near(analysis.turns()[0].valueMs(), 750)
        near(analysis.turns()[3].valueMs(), 1100)
        near(analysis.turns()[3].recoveryMs(), 600)
    }

    def "swapped channels give the same turns"() {
        given:
        def plain = new SyntheticRecording(RATE, 8).noise(-60).caller(1, 2).agent(3, 4)
        def swapped = new SyntheticRecording(RATE, 8)
        swapped.mix(0, 0, plain.samples[1]).mix(1, 0, plain.samples[0])

        expect:
        Analyzer.analyze(swapped.write(folder, 'b.wav'), null, new AnalyzerOptions(true)).turns() ==
            Analyzer.analyze(plain.write(folder, 'a.wav'), null, PLAIN).turns()
    }

    def "a silent agent in a scripted conversation misses every turn, measurement 1.6"() {
        given:
        def recording = new SyntheticRecording(RATE, 20).caller(1, 2).caller(5, 6)
        def timeline = timeline([stimulus(1, StimulusKind.RESPONSE, 1, 2), stimulus(2, StimulusKind.INTERRUPT, 5, 6)])

        when:
        def analysis = Analyzer.analyze(recording.write(folder), timeline, PLAIN)

        then:
        analysis.turns()*.outcome() == [Outcome.MISSED, Outcome.VOID]
        analysis.talkRatio() == 0
    }

    def "a stimulus that was not found has no value and bounds its neighbour by its schedule"() {
        given:
        def recording = new SyntheticRecording(RATE, 20).caller(1, 2).agent(6, 7)
        def lost = new Stimulus(2, StimulusKind.RESPONSE, 'lost', null, 100, 5 * RATE, null, null, null, [])

        when:
        def turns = Analyzer.analyze(recording.write(folder), timeline([stimulus(1, StimulusKind.RESPONSE, 1, 2), lost]), PLAIN).turns()

        then:
        turns[0].outcome() == Outcome.MISSED
        turns[1].outcome() == Outcome.VOID
        turns[1].missingReason() == 'stimulus_not_found'
        turns[1].flags() == ['stimulus_not_found']
        turns[1].hopFrames() == null
    }

    def "holes of #ms ms #verdict, measurement 1.4"() {
        given:
        def recording = new SyntheticRecording(RATE, 15).caller(1, 2).agent(3, 4)
        def holes = [new Hole(RATE, RATE.intdiv(1000) * 20), new Hole(14 * RATE, RATE.intdiv(1000) * (ms - 20))]

        when:
        def analysis = Analyzer.analyze(recording.write(folder), timeline([stimulus(1, StimulusKind.RESPONSE, 1, 2)], holes), PLAIN)

        then:
        analysis.harnessFault() == fault
        analysis.turns()[0].flags() == ['hole']

        where:
        ms | fault             | verdict
        40 | null              | 'are flagged'
        41 | 'recording_holes' | 'void the conversation'
    }

    def "a noisy agent flags its turns and the conversation, measurement 1.3"() {
        given:
        def recording = new SyntheticRecording(RATE, 15).noise(-38).caller(1, 2).agent(3, 4)

        when:
        def analysis = Analyzer.analyze(recording.write(folder), timeline([stimulus(1, StimulusKind.RESPONSE, 1, 2)]), PLAIN)

        then:
        analysis.agent().noisy()
        analysis.flags() == ['noisy']
        analysis.turns()[0].flags() == ['noisy']
    }

    def "#what cannot be analysed, and is told in one line"() {
        when:
        Analyzer.analyze(make.call(folder), null, PLAIN)

        then:
        AnalysisException e = thrown()
        e.code() == code
        e.message.readLines().size() == 1

        where:
        what                           | make                                                                                                 | code
        'a recording of no length'     | { Path f -> new SyntheticRecording(RATE, 0).write(f) }                                               | AnalysisException.Code.EMPTY_RECORDING
        'a recording with no caller'   | { Path f -> new SyntheticRecording(RATE, 3).agent(1, 2).write(f) }                                   | AnalysisException.Code.SILENT_CALLER
        'a recording with no agent'    | { Path f -> new SyntheticRecording(RATE, 3).caller(1, 2).write(f) }                                  | AnalysisException.Code.SILENT_AGENT
        'a recording of a low rate'    | { Path f -> new SyntheticRecording(4000, 3).caller(1, 2).agent(2, 3).write(f) }                      | AnalysisException.Code.UNSUITABLE_RATE
        'a mono recording'             | { Path f -> mono(new SyntheticRecording(RATE, 3).caller(1, 2).write(f)) }                            | AnalysisException.Code.MONO_RECORDING
    }

    def "a timeline that counts other frames than the recording is refused"() {
        when:
        Analyzer.analyze(new SyntheticRecording(8000, 3).caller(1, 2).write(folder), timeline([stimulus(1, StimulusKind.RESPONSE, 1, 2)]), PLAIN)

        then:
        AnalysisException e = thrown()
        e.code() == AnalysisException.Code.UNSUITABLE_RATE
    }

    def "a recording whose writer crashed is analysed up to its last sound"() {
        given:
        Path path = new SyntheticRecording(RATE, 8).caller(1, 2).agent(3, 4).write(folder)
        byte[] bytes = Files.readAllBytes(path)
        (4..7).each { bytes[it] = 0 }
        (40..43).each { bytes[it] = 0 }
        Files.write(path, Arrays.copyOf(bytes, bytes.length - 3))

        expect:
        near(Analyzer.analyze(path, null, PLAIN).turns()[0].valueMs(), 1000)
    }

    private static boolean near(Integer actual, int expected, int tolerance = 4) {
        Math.abs(actual - expected) <= tolerance
    }

    private static Path mono(Path stereo) {
        byte[] bytes = Files.readAllBytes(stereo)
        bytes[22] = 1
        bytes[32] = 2
        Files.write(stereo, bytes)
    }

    private static Timeline timeline(List<Stimulus> stimuli, List<Hole> holes = [], Long greetingFrom = null) {
        new Timeline(RATE, Analyzer.METHOD_VERSION, 'scenario', 1, Condition.clean(), stimuli, [], holes, greetingFrom)
    }

    private static Stimulus stimulus(int index, StimulusKind kind, double from, double to, List<String> tags = []) {
        long on = Math.round(from * RATE)
        new Stimulus(index, kind, 'words', null, Math.round(to * RATE) - on + 1, on, on, null, 0.9d, tags)
    }
}
