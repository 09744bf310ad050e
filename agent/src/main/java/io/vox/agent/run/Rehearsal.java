package io.vox.agent.run;

import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.scenario.BackchannelStep;
import io.vox.agent.scenario.BargeInStep;
import io.vox.agent.scenario.Matrix;
import io.vox.agent.scenario.MatrixCell;
import io.vox.agent.scenario.PauseStep;
import io.vox.agent.scenario.SpeakStep;
import io.vox.agent.scenario.Step;
import io.vox.agent.scenario.Utterance;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes everything that will be said, so that a recording that cannot be played is told before a browser starts. */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Prepares every line of every conversation.
     *
     * @throws io.vox.agent.fault.VoxFault {@code bad_scenario} or {@code no_speech_synthesis}
     */
    public static void of(Matrix matrix, SpeechLibrary library) {
        Set<Utterance> lines = new LinkedHashSet<>();
        for (MatrixCell cell : matrix.cells()) {
            Stream.concat(cell.application().steps().stream(), cell.scenario().steps().stream())
                    .forEach(step -> lines.addAll(lines(step)));
        }
        lines.forEach(library::prepare);
    }

    private static List<Utterance> lines(Step step) {
        return switch (step) {
            case SpeakStep speak -> List.of(speak.utterance());
            case BargeInStep barge -> List.of(barge.utterance());
            case BackchannelStep backchannel -> List.of(backchannel.utterance());
            case PauseStep pause -> List.of(pause.first(), pause.then());
            default -> List.of();
        };
    }
}
