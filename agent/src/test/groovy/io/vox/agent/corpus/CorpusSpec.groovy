package io.vox.agent.corpus

import static io.vox.agent.corpus.CorpusAsset.Kind.AGENT
import static io.vox.agent.corpus.CorpusAsset.Kind.BACKCHANNEL
import static io.vox.agent.corpus.CorpusAsset.Kind.INTERRUPT
import static io.vox.agent.corpus.CorpusAsset.Kind.RESPONSE

import edu.cmu.sphinx.api.AbstractSpeechRecognizer
import edu.cmu.sphinx.api.Configuration
import edu.cmu.sphinx.api.Context
import edu.cmu.sphinx.result.Result
import edu.cmu.sphinx.util.TimeFrame
import io.vox.agent.speech.Pcm
import io.vox.agent.speech.Resampler
import io.vox.measurement.audio.WavReader
import io.vox.measurement.speech.VoicedBounds
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import java.nio.file.Path
import java.util.logging.Level
import java.util.logging.Logger
import spock.lang.Shared
import spock.lang.Specification

class CorpusSpec extends Specification {
    static final Path FOLDER = Path.of(CorpusSpec.getResource('/io/vox/agent/corpus/manifest.json').toURI()).parent
    static final int RATE = Corpus.SAMPLE_RATE
    static final int WINDOW = RATE.intdiv(100)
    static final int HOP = RATE.intdiv(1000)

    /** Held, so that its level stays set. */
    static final Logger RECOGNIZER_LOG = Logger.getLogger('edu.cmu.sphinx')

    @Shared
    Corpus corpus = Corpus.standard()

    def "two callers say the same things, and the agent has another voice"() {
        expect:
        corpus.voices().size() >= 2
        corpus.voices().collect { spoken(it) }.unique() == [[
            'greeting', 'q_hours', 'q_table', 'q_order', 'q_price', 'q_pause_a', 'q_pause_b',
            'long_request', 'barge_in', 'barge_in_2', 'mm_hm', 'cough', 'thanks_bye',
        ]]
        !(corpus.agentVoice() in corpus.voices())
        spoken(corpus.agentVoice()) == [
            'agent_greeting', 'agent_long_1', 'agent_long_2', 'agent_long_3', 'agent_answer_1', 'agent_answer_2',
            'agent_answer_3', 'agent_answer_4', 'agent_short', 'agent_mm_hm',
        ]
    }

    def "an unknown voice or asset is refused by name"() {
        when:
        corpus.asset('af_heart', 'no_such')

        then:
        IllegalArgumentException unknownAsset = thrown()
        unknownAsset.message.contains('no_such')

        when:
        corpus.asset('nobody', 'greeting')

        then:
        IllegalArgumentException unknownVoice = thrown()
        unknownVoice.message.contains('nobody')
    }

    def "the manifest lists every file of the corpus, and together they stay under 6 MB"() {
        given:
        List<Path> files = Files.walk(FOLDER).withCloseable { it.filter(Files::isRegularFile).toList() }
                .findAll { !it.toString().endsWith('.class') }

        expect:
        files.findAll { it.toString().endsWith('.wav') }.collect { FOLDER.relativize(it).toString() } as Set ==
                assets()*.file() as Set
        files.sum { Files.size(it) } < 6_000_000
        Files.exists(FOLDER.resolve('LICENSE'))
    }

    def "#asset.voice() #asset.id() is the file that the manifest describes"() {
        given:
        Path file = FOLDER.resolve(asset.file())

        when:
        float[] samples = corpus.samples(asset)

        then:
        samples == WavReader.readAll(file)[0]
        samples.length == asset.frames()
        WavReader.open(file).withCloseable { [it.sampleRate(), it.channels()] } == [RATE, 1]
        asset.licence() == 'Apache-2.0'

        where:
        asset << assets()
    }

    def "#asset.voice() #asset.id() begins and ends where the measurement finds it in a silent recording"() {
        given: "as much silence around it as makes the noise floor that of the silence"
        float[] samples = corpus.samples(asset)
        float[] recording = new float[3 * samples.length]
        System.arraycopy(samples, 0, recording, samples.length, samples.length)

        when:
        VoicedBounds bounds = VoicedBounds.of(recording, RATE)

        then: "to half a millisecond, for the offset that is taken out of both differs"
        Math.abs(bounds.firstFrame() - samples.length - asset.firstVoicedFrame()) <= HOP / 2
        Math.abs(bounds.lastFrame() - samples.length - asset.lastVoicedFrame()) <= HOP / 2

        where:
        asset << assets()
    }

    def "#asset.voice() #asset.id() has crisp edges within 30 to 60 ms of silence"() {
        given:
        float[] samples = corpus.samples(asset)
        int tail = asset.frames() - 1 - asset.lastVoicedFrame()

        expect:
        asset.firstVoicedFrame() in milliseconds(30)..milliseconds(60)
        tail in milliseconds(30)..milliseconds(60)

        and: "within 15 ms of an edge the voice is above -42 dBFS"
        loudest(samples, asset.firstVoicedFrame(), asset.firstVoicedFrame() + milliseconds(15)) > -42
        loudest(samples, asset.lastVoicedFrame() - milliseconds(15), asset.lastVoicedFrame()) > -42

        where:
        asset << assets()
    }

    def "#asset.voice() #asset.id() is as loud as all others and never near full scale"() {
        given:
        float[] samples = corpus.samples(asset)
        List<Double> levels = windows(samples)
        double threshold = levels.max() - 30
        double active = decibels(Math.sqrt(levels.findAll { it > threshold }.average { 10**(it / 10) } as double))

        expect:
        Math.abs(active + 20) < 1
        decibels(samples.collect { Math.abs(it) }.max()) < -1

        where:
        asset << assets()
    }

    def "#asset.voice() #asset.id() holds no silence above #limit ms"() {
        expect:
        longestSilence(asset) <= limit

        where:
        asset << assets()
        limit = asset.kind() == AGENT ? 150 : 220
    }

    def "the interruption #asset.voice() #asset.id() starts hard and lasts 1.2 to 2 s without a gap"() {
        given:
        int on = asset.firstVoicedFrame()

        expect:
        voicedMilliseconds(asset) in 1200..2000
        loudest(corpus.samples(asset), on, on + milliseconds(50)) > -20
        longestSilence(asset) <= 110

        where:
        asset << assets().findAll { it.kind() == INTERRUPT }
    }

    def "what #voice says lasts as long as the scenarios need"() {
        expect:
        assets(voice).every { voicedMilliseconds(it) in lasting(it.id()) }

        where:
        voice << corpus.voices() + corpus.agentVoice()
    }

    def "an offline transcriber understands #voice with at most #limit of the words wrong"() {
        given:
        List<CorpusAsset> spoken = assets(voice).findAll { it.kind() in [RESPONSE, INTERRUPT] }

        when:
        Map<String, List<String>> heard = spoken.collectEntries { [it.id(), transcribe(it)] }
        int said = spoken.sum { words(it.text()).size() } as int
        int wrong = spoken.sum { distance(words(it.text()), heard[it.id()]) } as int

        then:
        wrong <= limit * said

        where:
        voice << corpus.voices()
        limit = 0.25
    }

    @Shared
    Transcriber transcriber

    private List<String> transcribe(CorpusAsset asset) {
        if (transcriber == null) {
            RECOGNIZER_LOG.level = Level.SEVERE
            transcriber = new Transcriber()
        }
        return words(transcriber.transcribe(new Pcm(RATE, corpus.samples(asset))))
    }

    /** Sphinx-4 with the general model of American English; loaded once, as that takes seconds. */
    static class Transcriber extends AbstractSpeechRecognizer {
        static final int MODEL_RATE = 16_000
        static final String MODEL = 'resource:/edu/cmu/sphinx/models/en-us/'

        Transcriber() {
            super(narrowContext())
            recognizer.allocate()
        }

        /** With a quarter of the usual hypotheses it is much faster and hardly worse on clean speech. */
        private static Context narrowContext() {
            System.setProperty('absoluteBeamWidth', '5000')
            try {
                return new Context(new Configuration(
                        acousticModelPath: MODEL + 'en-us',
                        dictionaryPath: MODEL + 'cmudict-en-us.dict',
                        languageModelPath: MODEL + 'en-us.lm.bin'))
            } finally {
                System.clearProperty('absoluteBeamWidth')
            }
        }

        /**
         * Transcribes a sound in a quiet room: the model has never heard digital silence. Takes the best path itself,
         * for the recognizer's own results build a lattice, whose assertions fail at times.
         */
        String transcribe(Pcm sound) {
            float[] samples = Resampler.resample(sound, MODEL_RATE).samples()
            int silence = MODEL_RATE.intdiv(2)
            ByteBuffer pcm = ByteBuffer.allocate(2 * (samples.length + 2 * silence)).order(ByteOrder.LITTLE_ENDIAN)
            Random room = new Random(1)
            for (int i = -silence; i < samples.length + silence; i++) {
                float said = i < 0 || i >= samples.length ? 0f : samples[i]
                pcm.putShort(Math.round(said * 32_000 + room.nextGaussian() * 12) as short)
            }
            context.setSpeechSource(new ByteArrayInputStream(pcm.array()), TimeFrame.INFINITE)
            List<String> heard = []
            for (Result result = recognizer.recognize(); result != null; result = recognizer.recognize()) {
                heard << result.getBestResultNoFiller()
            }
            return heard.join(' ')
        }
    }

    private static List<String> words(String text) {
        text.toLowerCase(Locale.ROOT).replaceAll(/<[^>]*>|[^a-z' ]/, ' ').split(' ').findAll { it }
    }

    /** Words to put in, leave out or change to get from one to the other. */
    private static int distance(List<String> said, List<String> heard) {
        List<Integer> row = 0..heard.size()
        said.eachWithIndex { word, i ->
            List<Integer> next = [i + 1]
            heard.eachWithIndex { other, j ->
                next << [next[j] + 1, row[j + 1] + 1, row[j] + (word == other ? 0 : 1)].min()
            }
            row = next
        }
        return row.last()
    }

    private List<String> spoken(String voice) {
        corpus.voice(voice).assets()*.id()
    }

    private List<CorpusAsset> assets() {
        (corpus.voices() + corpus.agentVoice()).collectMany { assets(it) }
    }

    private List<CorpusAsset> assets(String voice) {
        corpus.voice(voice).assets()
    }

    private static IntRange lasting(String id) {
        switch (id) {
            case 'q_pause_a': case 'q_pause_b': return 900..1500
            case ~/q_.*/: return 1100..2500
            case ~/agent_long_\d/: return 7000..9000
            case ~/agent_answer_\d/: return 1400..3000
            case 'agent_short': return 800..1000
            case ['mm_hm', 'agent_mm_hm', 'cough']: return 300..420
            default: return 500..3500
        }
    }

    private static int milliseconds(int value) {
        return value * HOP
    }

    private static int voicedMilliseconds(CorpusAsset asset) {
        asset.voicedFrames().intdiv(HOP)
    }

    private static double decibels(double amplitude) {
        return Math.log10(Math.max(amplitude, 1e-9d)) * 20
    }

    private static double loudest(float[] samples, int from, int to) {
        decibels((from..to).collect { Math.abs(samples[it]) }.max() as double)
    }

    /** Levels of 10 ms windows at a hop of 1 ms, in dBFS. */
    private static List<Double> windows(float[] samples) {
        double[] sums = new double[samples.length + 1]
        for (int i = 0; i < samples.length; i++) {
            sums[i + 1] = sums[i] + samples[i] * samples[i]
        }
        List<Double> levels = []
        for (int at = 0; at + WINDOW <= samples.length; at += HOP) {
            levels << decibels(Math.sqrt(Math.max(0d, sums[at + WINDOW] - sums[at]) / WINDOW))
        }
        return levels
    }

    /** The longest stretch between the edges whose 10 ms windows are all below -40 dBFS, in ms. */
    private int longestSilence(CorpusAsset asset) {
        int longest = 0
        int current = 0
        List<Double> levels = windows(corpus.samples(asset))
        int from = asset.firstVoicedFrame().intdiv(HOP)
        int to = Math.min(levels.size(), asset.lastVoicedFrame().intdiv(HOP) - 10)
        for (double level : levels.subList(from, to)) {
            current = level < -40 ? current + 1 : 0
            longest = Math.max(longest, current)
        }
        return longest == 0 ? 0 : longest + 9
    }
}
