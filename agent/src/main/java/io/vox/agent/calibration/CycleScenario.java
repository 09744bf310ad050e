package io.vox.agent.calibration;

import io.vox.agent.scenario.BargeInStep;
import io.vox.agent.scenario.Expectation;
import io.vox.agent.scenario.Scenario;
import io.vox.agent.scenario.SpeakStep;
import io.vox.agent.scenario.Step;
import io.vox.agent.scenario.StepOrigin;
import io.vox.agent.scenario.Utterance;
import io.vox.agent.scenario.WaitForSilenceStep;
import io.vox.agent.scenario.WaitForVoiceStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Questions whose answers are interrupted, over and over: two figures per cycle of about eight seconds. */
public final class CycleScenario {
    private static final Path SOURCE = Path.of("cycles.yaml");
    private static final List<String> QUESTIONS = List.of("q_hours", "q_table", "q_order", "q_price");
    private static final List<String> INTERRUPTIONS = List.of("barge_in", "barge_in_2");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final List<Step> steps = new ArrayList<>();

    private CycleScenario() {}

    /**
     * Makes a scenario for a phantom that greets and gives long answers.
     *
     * @param seed of the moments at which it is interrupted, 1.2 to 1.8 s after its onset
     */
    public static Scenario of(String name, int cycles, long seed) {
        CycleScenario scenario = new CycleScenario();
        Random moments = new Random(seed);
        scenario.awaitAnswer();
        for (int cycle = 0; cycle < cycles; cycle++) {
            scenario.ask(QUESTIONS.get(cycle % QUESTIONS.size()));
            scenario.interrupt(
                    INTERRUPTIONS.get(cycle % INTERRUPTIONS.size()), Duration.ofMillis(1200 + moments.nextInt(600)));
            scenario.awaitAnswer();
        }
        return new Scenario(name, List.of("calibration"), null, scenario.steps, SOURCE);
    }

    private StepOrigin next() {
        return new StepOrigin(SOURCE, steps.size() + 1, steps.size() + 1);
    }

    private void ask(String line) {
        steps.add(
                new SpeakStep(next(), false, new Utterance.CorpusUtterance(null, line), Expectation.ANSWER, List.of()));
    }

    private void interrupt(String line, Duration after) {
        steps.add(new BargeInStep(next(), false, new Utterance.CorpusUtterance(null, line), after, TIMEOUT));
    }

    private void awaitAnswer() {
        steps.add(new WaitForVoiceStep(next(), false, TIMEOUT, false));
        steps.add(new WaitForSilenceStep(next(), false, TIMEOUT, false));
    }
}
