package io.vox.agent.conversation

import io.vox.agent.corpus.Corpus
import io.vox.agent.scenario.ListenStep
import io.vox.agent.scenario.StepOrigin
import io.vox.agent.speech.Pcm
import io.vox.agent.speech.PocketsphinxSpeechToText
import io.vox.agent.speech.SpeechException
import io.vox.agent.speech.SpeechToText
import io.vox.agent.speech.Transcript
import io.vox.measurement.audio.WavWriter
import java.nio.file.Path
import java.time.Duration
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

class TranscribedListeningSpec extends Specification {
    static final int RATE = 48_000

    @TempDir
    Path folder

    def "of '#heard', #contains is #passed"() {
        expect:
        Listening.by(transcriber(heard)).judge(step(contains, null), recording(new float[RATE]), 0, RATE).passed() == passed

        where:
        heard                   | contains             || passed
        'we open at nine'       | []                   || true
        'we open at nine'       | ['nine']             || true
        'we open at nine'       | ['Open, at', 'NINE'] || true
        'we open at nine'       | ['ten']              || false
        'we open at ninety one' | ['nine']             || false
        ''                      | ['nine']             || false
    }

    def "what was heard and what is missing is told"() {
        expect:
        Listening.by(transcriber('we open at nine')).judge(step(['ten', 'nine'], null), recording(new float[RATE]), 0, RATE)
                .detail() == 'not found: ten; fake heard "we open at nine"'
    }

    def "an evaluation in words is not judged, unless a word is missing"() {
        given:
        Listening listening = Listening.by(transcriber('we open at nine'))

        expect:
        listening.judge(step(contains, 'It names the hours.'), recording(new float[RATE]), 0, RATE).passed() == passed

        where:
        contains || passed
        ['nine'] || null
        ['ten']  || false
    }

    def "only the agent's side is heard, with a margin around the answer"() {
        given:
        float[] agent = new float[4 * RATE]
        agent[2 * RATE] = 0.5f
        SpeechToText transcriber = transcriber('')

        when:
        Listening.by(transcriber).judge(step([], null), recording(agent), 2 * RATE, 3 * RATE)

        then:
        transcriber.sound.samples().length == (long) (1.6d * RATE)
        transcriber.sound.samples().findIndexOf { it > 0.4f } == (int) (0.3d * RATE)
    }

    def "without a transcriber, and where it fails, nothing is judged and the reason is told"() {
        expect:
        Listening.by(transcriber).judge(step(['nine'], null), recording(new float[RATE]), 0, RATE) ==
                new Check('listen 3', null, detail)

        where:
        transcriber                                   | detail
        new FakeTranscriber(available: false)         | 'not judged: no_transcriber'
        new FakeTranscriber(failure: 'out of memory') | 'not judged: out of memory'
    }

    @Requires(value = { new PocketsphinxSpeechToText().available() }, reason = 'PocketSphinx is not installed')
    def "the real transcriber finds a plain word in what the built-in agent says"() {
        given:
        Corpus corpus = Corpus.standard()
        float[] spoken = corpus.samples(corpus.asset(corpus.agentVoice(), 'agent_answer_1'))

        when:
        Check check = Listening.by(new PocketsphinxSpeechToText())
                .judge(step([], null), recording(spoken), 0, spoken.length)

        then:
        check.passed()
        String text = corpus.asset(corpus.agentVoice(), 'agent_answer_1').text().toLowerCase(Locale.ROOT)
        List<String> words = check.detail().replaceFirst('^pocketsphinx heard ', '').replaceAll('[^a-z ]', '').split(' ').toList()
        words.count { text.contains(it) } >= words.size() / 2
        words.size() > 3
    }

    private static ListenStep step(List<String> contains, String evaluation) {
        return new ListenStep(new StepOrigin(Path.of('s.yaml'), 7, 3), false, false, evaluation, contains, Duration.ofSeconds(1))
    }

    private static FakeTranscriber transcriber(String text) {
        return new FakeTranscriber(text: text)
    }

    /** A loud caller on the left. */
    private Path recording(float[] agent) {
        Path file = folder.resolve('recording.wav')
        float[] caller = new float[agent.length]
        Arrays.fill(caller, 0.9f)
        WavWriter.create(file, RATE, 2).withCloseable { it.write([caller, agent] as float[][], agent.length) }
        return file
    }

    static class FakeTranscriber implements SpeechToText {
        String text = ''
        String failure
        boolean available = true
        Pcm sound

        @Override
        Transcript transcribe(Pcm sound) {
            if (failure != null) {
                throw new SpeechException(failure)
            }
            this.sound = sound
            return new Transcript(text)
        }

        @Override
        String name() {
            return 'fake'
        }

        @Override
        boolean available() {
            return available
        }
    }
}
