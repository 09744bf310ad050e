package io.vox.agent.phantom

import com.fasterxml.jackson.databind.node.JsonNodeFactory
import io.vox.agent.corpus.Corpus
import io.vox.measurement.speech.VoicedBounds
import io.vox.measurement.timeline.Condition
import io.vox.measurement.timeline.Stimulus
import io.vox.measurement.timeline.StimulusKind
import io.vox.measurement.timeline.Timeline
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The truth of conversations that were put together sample by sample. */
class GroundTruthSpec extends Specification {
    static final int MS = 48

    /** First voiced samples on the page's clock, and where the agent is cut. */
    static final int ASKS = 1_000 * MS
    static final int ANSWERS = 4_000 * MS
    static final int INTERRUPTS = 6_000 * MS
    static final int STOPS = 6_400 * MS

    /** How much later the caller's own clock shows the same. */
    static final int OTHER_CLOCK = 700 * MS

    @TempDir
    Path folder

    @Shared
    Corpus corpus = Corpus.standard()

    @Shared
    float[] question = corpus.samples(corpus.asset('af_heart', 'q_hours'))

    @Shared
    float[] interruption = corpus.samples(corpus.asset('af_heart', 'barge_in'))

    @Shared
    float[] answer = corpus.samples(corpus.asset(corpus.agentVoice(), 'agent_long_1'))

    float[] microphone = new float[10_000 * MS]
    float[] received = new float[10_000 * MS]

    def "a turn lasts from the caller's last voiced sample to the agent's first, and from a barge-in's first to the agent's last"() {
        given:
        lay(microphone, voiced(question), ASKS)
        lay(microphone, voiced(interruption), INTERRUPTS)
        lay(received, voiced(said()), ANSWERS)

        expect:
        truths() == [1: ms(ANSWERS - lastOf(question, ASKS)), 2: ms(lastOf(said(), ANSWERS) - INTERRUPTS)]
    }

    def "lines with a hole of #holeMs ms, #afterMs ms after their beginning, begin and end where they do"() {
        given: "as a browser leaves them that came too late to play"
        int hole = (int) (holeMs * MS)
        lay(microphone, withHole(voiced(question), afterMs * MS, hole), ASKS)
        lay(microphone, withHole(voiced(interruption), afterMs * MS, hole), INTERRUPTS)
        lay(received, voiced(said()), ANSWERS)

        expect:
        truths() == [1: ms(ANSWERS - lastOf(question, ASKS) - hole), 2: ms(lastOf(said(), ANSWERS) - INTERRUPTS)]

        where:
        holeMs | afterMs
        20     | 300
        30     | 450
        2.5    | 650
        60     | 800
    }

    def "an agent's voice with holes close to both its ends begins and stops where it does"() {
        given:
        lay(microphone, voiced(question), ASKS)
        lay(microphone, voiced(interruption), INTERRUPTS)
        float[] voice = voiced(said())
        int hole = 20 * MS
        float[] broken = withHole(withHole(voice, voice.length - 170 * MS, hole), 170 * MS, hole)
        lay(received, broken, ANSWERS)

        expect:
        truths() == [1: ms(ANSWERS - lastOf(question, ASKS)), 2: ms(lastOf(said(), ANSWERS) + 2 * hole - INTERRUPTS)]
    }

    def "a line that was not heard has no truth, and neither has one that got no answer"() {
        given:
        if (heard) {
            lay(microphone, voiced(question), ASKS)
        }
        lay(microphone, voiced(interruption), INTERRUPTS)

        expect:
        truths() == [:]

        where:
        heard << [true, false]
    }

    private Map<Integer, Double> truths() {
        PhantomSession session = new PhantomSession(folder.resolve('truth.wav'), PhantomProgram.standard('spec').with([levelDb: '0']))
        session.append(0, interleaved())
        int begin = ANSWERS - (int) bounds(answer).firstFrame()
        List<PhantomEvent> events = [
            new PhantomEvent('start', begin, 'agent_long_1', null, 'answer', 1, 0),
            new PhantomEvent('stop', STOPS, 'agent_long_1', STOPS - begin, null, 0, 1),
        ]
        session.finish(events, JsonNodeFactory.instance.arrayNode())
        List<Stimulus> stimuli = [
            stimulus(1, StimulusKind.RESPONSE, question, ASKS),
            stimulus(2, StimulusKind.INTERRUPT, interruption, INTERRUPTS),
        ]
        Timeline timeline = new Timeline(48_000, 'spec', 'spec', 1, Condition.clean(), stimuli, [], [], null)
        return GroundTruth.of(session, timeline, [1: question, 2: interruption].collectEntries { [it.key as String, it.value] })
                .collectEntries { [it.stimulus(), it.truthMs()] }
    }

    private static Stimulus stimulus(int index, StimulusKind kind, float[] line, int frame) {
        long played = frame + OTHER_CLOCK
        return new Stimulus(index, kind, 'line', index as String, voiced(line).length, played, played, null, 1d, [])
    }

    /** What the agent says until it is cut. */
    private float[] said() {
        return Arrays.copyOf(answer, STOPS - ANSWERS + (int) bounds(answer).firstFrame())
    }

    private static VoicedBounds bounds(float[] sound) {
        return VoicedBounds.of(sound, 48_000)
    }

    private static float[] voiced(float[] sound) {
        VoicedBounds bounds = bounds(sound)
        return Arrays.copyOfRange(sound, (int) bounds.firstFrame(), (int) bounds.lastFrame() + 1)
    }

    private static long lastOf(float[] sound, int frame) {
        return frame + voiced(sound).length - 1
    }

    private static float[] withHole(float[] sound, int after, int frames) {
        float[] broken = new float[sound.length + frames]
        lay(broken, Arrays.copyOf(sound, after), 0)
        lay(broken, Arrays.copyOfRange(sound, after, sound.length), after + frames)
        return broken
    }

    private static void lay(float[] track, float[] sound, int frame) {
        System.arraycopy(sound, 0, track, frame, sound.length)
    }

    private static double ms(long frames) {
        return frames / (double) MS
    }

    private byte[] interleaved() {
        ByteBuffer bytes = ByteBuffer.allocate(4 * microphone.length).order(ByteOrder.LITTLE_ENDIAN)
        for (int i = 0; i < microphone.length; i++) {
            bytes.putShort((short) Math.round(microphone[i] * 32_767))
            bytes.putShort((short) Math.round(received[i] * 32_767))
        }
        return bytes.array()
    }
}
