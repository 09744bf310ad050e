package io.vox.agent.run

import groovy.transform.CompileStatic
import io.vox.agent.conversation.Conversation
import io.vox.agent.conversation.ConversationListener
import io.vox.agent.conversation.ConversationPlan
import io.vox.agent.conversation.StepRecord
import io.vox.agent.fault.VoxFault
import io.vox.agent.scenario.Matrix
import io.vox.agent.scenario.MatrixCell
import io.vox.agent.scenario.ScenarioParser
import io.vox.measurement.analysis.Analyzer
import io.vox.measurement.audio.WavWriter
import io.vox.measurement.timeline.Condition
import io.vox.measurement.timeline.Stimulus
import io.vox.measurement.timeline.StimulusKind
import io.vox.measurement.timeline.Timeline
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant

/** Stereo calls made of tones whose edges are known, and a stand-in for a browser that holds them. */
@CompileStatic
class SyntheticCalls {
    static final int RATE = 48_000

    /** Two questions, answered after 700 and 900 ms, in 12 s. */
    static Path call(Path file, double firstDelay = 0.7d) {
        return write(file, 12d, [[1d, 2d], [6d, 7d]], [[2d + firstDelay, 4d], [7.9d, 9d]])
    }

    static Path write(Path file, double seconds, List<List<Double>> caller, List<List<Double>> agent) {
        int frames = (int) (seconds * RATE)
        float[][] sound = new float[2][frames]
        tones(sound[0], caller, 180)
        tones(sound[1], agent, 140)
        Files.createDirectories(file.parent)
        WavWriter writer = WavWriter.create(file, RATE, 2)
        try {
            writer.write(sound, frames)
        } finally {
            writer.close()
        }
        return file
    }

    private static void tones(float[] channel, List<List<Double>> spans, int pitch) {
        for (List<Double> span : spans) {
            int end = (int) Math.round(span[1] * RATE)
            for (int i = (int) Math.round(span[0] * RATE); i <= end; i++) {
                channel[i] = (float) (0.3d * Math.sin(2 * Math.PI * pitch * i / RATE + 0.8d))
            }
        }
    }

    static Timeline timeline(int repeat, List<Stimulus> stimuli = questions()) {
        return new Timeline(RATE, Analyzer.METHOD_VERSION, 'talk', repeat, Condition.clean(), stimuli, [], [], null)
    }

    static List<Stimulus> questions() {
        return [question(1, 'q_hours', 1), question(2, 'q_price', 6)]
    }

    static Stimulus question(int index, String label, int second) {
        long frame = (long) second * RATE
        return new Stimulus(index, StimulusKind.RESPONSE, label, null, RATE + 1L, frame, frame, null, 0.9d, [])
    }

    static Matrix matrix(Path folder, int repeats = 1) {
        Path file = folder.resolve('shop.yaml')
        Files.writeString(file, '''
            application:
              name: shop
              url: http://127.0.0.1:9/
            scenario:
              name: talk
              steps:
                - action: speak
                  corpus: q_hours
            '''.stripIndent())
        def document = ScenarioParser.withParameters([:]).parse(file)
        return Matrix.of([document.application()], [document.scenario()], repeats)
    }

    static Conversation conversation(ConversationPlan plan, VoxFault fault = null) {
        return new Conversation(plan.application().name(), plan.scenario().name(), plan.repeat(), plan.folder(),
            plan.folder().resolve('recording.wav'), timeline(plan.repeat()),
            [new StepRecord(1, 'wait_for_voice', 812, true, 'ok', null)], [], [], Instant.parse('2026-11-21T10:00:00Z'),
            'Chromium 1', fault)
    }

    /** Holds a call whose n-th conversation meets the n-th fault, null or none given = no fault. */
    static Harness harness(List<VoxFault> faults = []) {
        int held = 0
        ConversationHolder holder = { ConversationPlan plan, ConversationListener listener ->
            listener.step(1, 1, 'wait_for_voice')
            call(plan.folder().resolve('recording.wav'))
            return conversation(plan, held < faults.size() ? faults[held++] : null)
        } as ConversationHolder
        return { talk -> new Harness.Ready(holder, null) } as Harness
    }

    static ResultDocument run(Path folder, Harness harness, int repeats = 1, RunListener listener = RunListener.NONE) {
        RunFolder place = RunFolder.create(folder.resolve('run'), [:], Instant.parse('2026-11-21T10:00:00Z'))
        return new RunExecutor(place, harness, Companion.NONE, listener, { false }).execute(matrix(folder, repeats))
    }
}
