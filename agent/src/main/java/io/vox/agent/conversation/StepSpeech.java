package io.vox.agent.conversation;

import io.vox.agent.scenario.BackchannelStep;
import io.vox.agent.scenario.BargeInStep;
import io.vox.agent.scenario.PauseStep;
import io.vox.agent.scenario.SpeakStep;
import io.vox.agent.scenario.Step;
import java.util.List;

/** Everything a step says, so that speech is made before a browser starts and found again in the recording. */
final class StepSpeech {
    private StepSpeech() {}

    static List<Spoken> of(Step step, SpeechLibrary library) {
        return switch (step) {
            case SpeakStep speak -> List.of(library.prepare(speak.utterance()));
            case BargeInStep barge -> List.of(library.prepare(barge.utterance()));
            case BackchannelStep backchannel -> List.of(library.prepare(backchannel.utterance()));
            case PauseStep pause -> List.of(joined(pause, library));
            default -> List.of();
        };
    }

    /** The two halves of a sentence with the silence between them. */
    static Spoken joined(PauseStep pause, SpeechLibrary library) {
        int gap = (int) (pause.gap().toMillis() * (Recording.SAMPLE_RATE / 1000));
        return Spoken.joined(library.prepare(pause.first()), library.prepare(pause.then()), gap);
    }
}
