package io.vox.measurement.analysis

import io.vox.measurement.speech.SpeechSegment
import io.vox.measurement.timeline.StimulusKind

/** Short forms for the specs of the rules: times in ms, at 1000 frames per second. */
class Rules {
    static Scene scene(List<List<Integer>> agent, Map<String, Integer> rest = [:]) {
        new Scene(1000, rest.frames ?: 60_000, agent.collect { new SpeechSegment(it[0], it[1]) },
            rest.previousOff ?: -1, rest.nextOn ?: Scene.NEVER)
    }

    static CallerTurn turn(int on, int off, List<String> tags = []) {
        new CallerTurn(1, StimulusKind.RESPONSE, 'words', on, off, true, 0, null, tags)
    }
}
