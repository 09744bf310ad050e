package io.vox.agent.selftest;

import io.vox.agent.browser.BrowserSettings;
import io.vox.agent.calibration.ErrorSummary;
import io.vox.agent.calibration.PhantomRun;
import io.vox.agent.calibration.TurnError;
import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.corpus.Corpus;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.scenario.BargeInStep;
import io.vox.agent.scenario.Expectation;
import io.vox.agent.scenario.Scenario;
import io.vox.agent.scenario.SleepStep;
import io.vox.agent.scenario.SpeakStep;
import io.vox.agent.scenario.Step;
import io.vox.agent.scenario.StepOrigin;
import io.vox.agent.scenario.Utterance;
import io.vox.agent.scenario.WaitForSilenceStep;
import io.vox.agent.scenario.WaitForVoiceStep;
import io.vox.agent.speech.FliteTextToSpeech;
import io.vox.measurement.analysis.TurnKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** About 15 s with the phantom: three questions and two interruptions. */
final class PhantomSelfTest implements SelfTest {
    private static final Path SOURCE = Path.of("self-test.yaml");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** No greeting, and no recovery after the two interruptions (utterances 2 and 4): nothing is said that is not timed. */
    private static final Map<String, String> PROGRAM = Map.of(
            "delayMs", "800",
            "stopMs", "250",
            "greeting", "false",
            "drop", "2,4",
            "answers", "agent_long_1,agent_long_2,agent_short");

    @Override
    public Calibration measure(BrowserSettings settings, Instant now) {
        SpeechLibrary library = new SpeechLibrary(Corpus.standard(), new FliteTextToSpeech(), null);
        Path folder = temporaryFolder();
        try (PhantomRun run = PhantomRun.start(settings, library, folder)) {
            List<TurnError> errors = run.holdUnbroken(PROGRAM, scenario()).errors();
            return Calibration.of(
                    require(TurnKind.RESPONSE, errors, "answered"),
                    require(TurnKind.INTERRUPT, errors, "interrupted"),
                    now);
        } finally {
            delete(folder);
        }
    }

    private static double require(TurnKind kind, List<TurnError> errors, String what) {
        ErrorSummary clean = ErrorSummary.ofUnflagged(kind, errors);
        // A doubt about every turn is no reason to trust the host more: then they all count.
        @Nullable
        Double bias = clean.n() > 0
                ? clean.biasMs()
                : ErrorSummary.ofAll(kind, errors).biasMs();
        if (bias == null) {
            throw new VoxFault(
                    FaultCode.SELF_TEST_FAILED,
                    "the self-test heard the calibration agent but measured no " + what + " turn; run again, or use"
                            + " --force");
        }
        return bias;
    }

    private static Scenario scenario() {
        List<Step> steps = List.of(
                ask(1, "q_hours"),
                interrupt(2, "barge_in"),
                rest(3),
                ask(4, "q_price"),
                interrupt(5, "barge_in_2"),
                rest(6),
                ask(7, "q_table"),
                new WaitForVoiceStep(origin(8), false, TIMEOUT, true),
                new WaitForSilenceStep(origin(9), false, TIMEOUT, true));
        return new Scenario("self-test", List.of("calibration"), null, steps, SOURCE);
    }

    private static Step ask(int number, String line) {
        return new SpeakStep(origin(number), false, line(line), Expectation.ANSWER, List.of());
    }

    private static Step interrupt(int number, String line) {
        return new BargeInStep(origin(number), false, line(line), Duration.ofMillis(1200), TIMEOUT);
    }

    private static Step rest(int number) {
        // Longer than the phantom's delay: it must have dropped the interruption before the next question.
        return new SleepStep(origin(number), false, Duration.ofMillis(1200));
    }

    private static Utterance line(String id) {
        return new Utterance.CorpusUtterance(null, id);
    }

    private static StepOrigin origin(int number) {
        return new StepOrigin(SOURCE, number, number);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("vox-self-test-");
        } catch (IOException failure) {
            throw new VoxFault(
                    FaultCode.DISK, "cannot create a folder for the self-test: " + failure.getMessage(), failure);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            // A few megabytes in the temporary folder are no reason to lose the calibration.
        }
    }
}
