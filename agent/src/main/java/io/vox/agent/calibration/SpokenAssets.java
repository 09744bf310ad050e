package io.vox.agent.calibration;

import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.conversation.Spoken;
import io.vox.agent.scenario.BackchannelStep;
import io.vox.agent.scenario.BargeInStep;
import io.vox.agent.scenario.Scenario;
import io.vox.agent.scenario.SpeakStep;
import io.vox.agent.scenario.Step;
import io.vox.agent.scenario.Utterance;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The clean sounds of a scenario's lines by digest, as the timeline names them. */
final class SpokenAssets {
    private SpokenAssets() {}

    /** A sentence with a pause in it is not among them: its sound is put together only when it is said. */
    static Map<String, float[]> of(Scenario scenario, SpeechLibrary library) {
        Map<String, float[]> samples = new HashMap<>();
        for (Step step : scenario.steps()) {
            utterance(step).ifPresent(utterance -> {
                Spoken spoken = library.prepare(utterance);
                samples.put(spoken.sha256(), spoken.samples());
            });
        }
        return samples;
    }

    private static Optional<Utterance> utterance(Step step) {
        return switch (step) {
            case SpeakStep speak -> Optional.of(speak.utterance());
            case BargeInStep bargeIn -> Optional.of(bargeIn.utterance());
            case BackchannelStep backchannel -> Optional.of(backchannel.utterance());
            default -> Optional.empty();
        };
    }
}
