package io.vox.measurement.timeline;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one conversation that the recording alone does not say (measurement 1.2).
 *
 * @param sampleRate rate of the recording whose frames are counted
 * @param methodVersion version of the definitions it was made for (measurement 1.7)
 * @param scenario name of the scenario
 * @param repeat which repeat of the scenario, from 0 or 1
 * @param holes sound that never arrived
 * @param greetingFromFrame frame at which the call started if a greeting was waited for, else null
 */
public record Timeline(
        int sampleRate,
        String methodVersion,
        String scenario,
        int repeat,
        Condition condition,
        List<Stimulus> stimuli,
        List<OnlineEvent> events,
        List<Hole> holes,
        @Nullable Long greetingFromFrame) {
    public Timeline {
        if (sampleRate < 1) {
            throw new IllegalArgumentException("sample rate " + sampleRate);
        }
        Objects.requireNonNull(methodVersion, "methodVersion");
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(condition, "condition");
        stimuli = List.copyOf(stimuli);
        events = List.copyOf(events);
        holes = List.copyOf(holes);
        if (stimuli.stream().map(Stimulus::index).distinct().count() != stimuli.size()) {
            throw new IllegalArgumentException("two stimuli of scenario " + scenario + " have the same index");
        }
    }
}
