package io.vox.agent.conversation;

import com.microsoft.playwright.PlaywrightException;
import io.vox.agent.browser.AddressGuard;
import io.vox.agent.browser.BrowserDriver;
import io.vox.agent.browser.BrowserSession;
import io.vox.agent.browser.BrowserSettings;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.scenario.Background;
import io.vox.agent.scenario.Step;
import io.vox.measurement.analysis.Analyzer;
import io.vox.measurement.timeline.Condition;
import io.vox.measurement.timeline.Located;
import io.vox.measurement.timeline.Stimulus;
import io.vox.measurement.timeline.StimulusLocator;
import io.vox.measurement.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds conversations, one browser each, with one driver for all. Whatever happens, what was recorded stays. Belongs to one
 * thread.
 */
public final class ConversationRunner implements AutoCloseable {
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(30);
    private static final long SEARCH_FRAMES = Recording.SAMPLE_RATE * 3L / 10;

    private final BrowserSettings settings;
    private final SpeechLibrary library;
    private final Duration limit;
    private @Nullable BrowserDriver driver;

    /**
     * Makes a runner.
     *
     * @param limit how long one conversation may take
     */
    public ConversationRunner(BrowserSettings settings, SpeechLibrary library, Duration limit) {
        this.settings = settings;
        this.library = library;
        this.limit = limit;
    }

    /** Opens, talks and closes; faults of target and harness end up in the answer. */
    public Conversation hold(ConversationPlan plan, ConversationListener listener) {
        Instant startedAt = Instant.now();
        List<Step> steps = new ArrayList<>(plan.application().steps());
        steps.addAll(plan.scenario().steps());
        try {
            Files.createDirectories(plan.folder());
        } catch (IOException failure) {
            throw new VoxFault(FaultCode.DISK, "cannot create " + plan.folder() + ": " + failure.getMessage(), failure);
        }
        VoxFault fault = null;
        List<StepRecord> records = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        String version = "unknown";
        StepRunner runner = null;
        VoiceLine line = null;
        Path file = plan.folder().resolve("recording.wav");
        Recording recording = new Recording(file);
        try (recording;
                BrowserSession browser = start(plan.guard())) {
            line = new VoiceLine(browser, recording, listener, limit);
            runner = new StepRunner(browser, line, library, plan.folder());
            try {
                version = browser.version();
                browser.open(plan.url().toString(), OPEN_TIMEOUT);
                plan.prelude().afterOpen(browser, line::drain);
                talk(plan, steps, runner, line, records, listener);
                line.stop();
                plan.prelude().beforeClose(browser);
            } catch (VoxFault failure) {
                fault = failure;
                salvage(browser, line, plan.folder());
            } catch (PlaywrightException gone) {
                fault = new VoxFault(
                        FaultCode.BROWSER_DIED,
                        "the browser went away during the run: "
                                + String.valueOf(gone.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("no reason given"),
                        gone);
            }
            notices.addAll(browser.notices());
            write(plan.folder().resolve("console.log"), browser.console());
        } catch (VoxFault failure) {
            fault = fault == null ? failure : fault;
        }
        Alignment alignment = line == null ? new Alignment(List.of()) : Alignment.of(file, line.anchors());
        List<Stimulus> stimuli = runner == null
                ? List.of()
                : located(alignment.movedStimuli(runner.stimuli()), file, recording.frames(), steps);
        if (!alignment.complete() && !stimuli.isEmpty()) {
            notices.add("the two sides could not be put on one clock: figures may be off by up to 20 ms");
        }
        Timeline timeline = new Timeline(
                Recording.SAMPLE_RATE,
                Analyzer.METHOD_VERSION,
                plan.scenario().name(),
                plan.repeat(),
                Condition.clean(),
                stimuli,
                line == null ? List.of() : alignment.moved(line.events()),
                recording.holes(),
                runner != null && runner.greetingAwaited() ? 0L : null);
        return new Conversation(
                plan.application().name(),
                plan.scenario().name(),
                plan.repeat(),
                plan.folder(),
                file,
                timeline,
                records,
                runner == null ? List.of() : checks(plan.listening(), runner.heard(), file),
                notices,
                startedAt,
                version,
                fault);
    }

    private BrowserSession start(@Nullable AddressGuard guard) {
        try {
            BrowserDriver kept = driver == null ? BrowserDriver.start() : driver;
            driver = kept;
            return BrowserSession.start(kept, settings, guard);
        } catch (PlaywrightException failure) {
            throw new VoxFault(
                    FaultCode.NO_BROWSER, "the browser's driver does not start: " + failure.getMessage(), failure);
        } catch (VoxFault failure) {
            // It may be the driver that is broken: the next conversation gets another one.
            close();
            throw failure;
        }
    }

    /** Ends what is kept from one conversation to the next. */
    @Override
    public void close() {
        BrowserDriver kept = driver;
        driver = null;
        if (kept != null) {
            kept.close();
        }
    }

    private void talk(
            ConversationPlan plan,
            List<Step> steps,
            StepRunner runner,
            VoiceLine line,
            List<StepRecord> records,
            ConversationListener listener) {
        Background background = plan.scenario().background();
        boolean backgroundPlays = background == null;
        LiveTurns turns = new LiveTurns(listener);
        int number = 0;
        for (Step step : steps) {
            number++;
            listener.step(number, steps.size(), step.action().yamlName());
            line.drain();
            if (!backgroundPlays && background != null && line.microphoneRequested()) {
                line.playBackground(Spoken.of("background", library.background(background.file())), background.level());
                backgroundPlays = true;
            }
            long start = System.nanoTime();
            String status = runner.run(step);
            String detail = runner.detail();
            records.add(new StepRecord(
                    number,
                    step.action().yamlName(),
                    Duration.ofNanos(System.nanoTime() - start).toMillis(),
                    step.elapsedTime(),
                    status,
                    detail));
            if (detail != null) {
                listener.notice("step " + number + " (" + step.action().yamlName() + "): " + detail);
            }
            turns.update(runner.stimuli(), line.events(), runner.greetingAwaited(), false);
        }
        // The last answer's end must be in the recording, confirmed by silence.
        line.await(() -> line.agentQuietFor(Duration.ofMillis(1000)), Duration.ofSeconds(15));
        turns.update(runner.stimuli(), line.events(), runner.greetingAwaited(), true);
    }

    /** After the conversation: a transcriber beside a running measurement would disturb it. */
    private static List<Check> checks(Listening listening, List<Heard> answers, Path recording) {
        return answers.stream()
                .map(heard -> heard.isNothing()
                        ? new Check(Listening.name(heard.step()), false, "nothing was heard")
                        : listening.judge(heard.step(), recording, heard.fromFrame(), heard.toFrame()))
                .toList();
    }

    private static void salvage(BrowserSession browser, VoiceLine line, Path folder) {
        browser.screenshot(folder.resolve("failure.png"));
        try {
            line.stop();
        } catch (VoxFault gone) {
            // The page that failed may be unable to hand over its last 200 ms.
        }
    }

    private List<Stimulus> located(List<Stimulus> stimuli, Path file, long frames, List<Step> steps) {
        Map<String, Spoken> spoken = spokenBySha(steps);
        List<Stimulus> located = new ArrayList<>();
        for (Stimulus stimulus : stimuli) {
            Spoken asset = spoken.get(stimulus.assetSha256());
            if (asset == null || stimulus.scheduledFrame() >= frames) {
                located.add(stimulus);
                continue;
            }
            try {
                located.add(new StimulusLocator()
                        .locate(file, 0, asset.samples(), asset.bounds(), stimulus.scheduledFrame(), SEARCH_FRAMES)
                        .map(found -> played(stimulus, found))
                        .orElse(stimulus));
            } catch (IOException failure) {
                throw new VoxFault(FaultCode.DISK, "cannot read " + file + ": " + failure.getMessage(), failure);
            }
        }
        return located;
    }

    private static Stimulus played(Stimulus stimulus, Located found) {
        return new Stimulus(
                stimulus.index(),
                stimulus.kind(),
                stimulus.label(),
                stimulus.assetSha256(),
                stimulus.voicedFrames(),
                stimulus.scheduledFrame(),
                found.firstVoicedFrame(),
                found.correlation(),
                stimulus.tags());
    }

    private Map<String, Spoken> spokenBySha(List<Step> steps) {
        Map<String, Spoken> spoken = new HashMap<>();
        for (Step step : steps) {
            for (Spoken asset : StepSpeech.of(step, library)) {
                spoken.put(asset.sha256(), asset);
            }
        }
        return spoken;
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException failure) {
            throw new VoxFault(FaultCode.DISK, "cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }
}
