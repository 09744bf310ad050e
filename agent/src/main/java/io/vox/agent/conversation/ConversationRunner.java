package io.vox.agent.conversation;

import com.microsoft.playwright.PlaywrightException;
import io.vox.agent.browser.AddressGuard;
import io.vox.agent.browser.BrowserSession;
import io.vox.agent.browser.BrowserSettings;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.scenario.Background;
import io.vox.agent.scenario.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Holds conversations, one browser each, with one driver for all. Whatever happens, what was recorded stays. Belongs to one
 * thread.
 */
public final class ConversationRunner implements AutoCloseable {
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final Duration CERTAINLY_QUIET = Duration.ofSeconds(1);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);

    private final SpeechLibrary library;
    private final Duration limit;
    private final BrowserSupply browsers;
    private final ExecutorService processing = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("recording-work").factory());

    /**
     * Makes a runner.
     *
     * @param limit how long one conversation may take
     */
    public ConversationRunner(BrowserSettings settings, SpeechLibrary library, Duration limit) {
        this.browsers = new BrowserSupply(settings);
        this.library = library;
        this.limit = limit;
    }

    /** Opens, talks and closes, and works on the recording; faults of target and harness end up in the answer. */
    public Conversation hold(ConversationPlan plan, ConversationListener listener) {
        try {
            return converse(plan, listener).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /**
     * Opens and talks, and answers when the browser is not needed any more, while other threads end it and work on the
     * recording. Faults of target and harness end up in the conversation.
     */
    public CompletableFuture<Conversation> converse(ConversationPlan plan, ConversationListener listener) {
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
        BrowserSession browser = null;
        try (recording) {
            browser = browsers.take(plan.guard());
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
        } finally {
            if (browser != null) {
                browsers.giveBack(browser);
            }
        }
        if (fault == null || fault.code() != FaultCode.CANCELED) {
            orderFollowing(plan);
        }
        HeldConversation held =
                new HeldConversation(plan, steps, recording, line, runner, records, notices, startedAt, version, fault);
        return CompletableFuture.supplyAsync(() -> held.finish(library), processing);
    }

    /** Ends what is kept from one conversation to the next. */
    @Override
    public void close() {
        browsers.close();
        processing.shutdown();
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
        // The last answer's end must be in the recording, confirmed by silence. A browser that starts then disturbs
        // nothing.
        if (line.await(() -> line.agentQuietFor(QUIET), LONGEST_ANSWER)) {
            AddressGuard following = plan.following();
            if (following != null) {
                browsers.startBeside(following);
            }
            line.await(() -> line.agentQuietFor(CERTAINLY_QUIET), LONGEST_ANSWER);
        }
        turns.update(runner.stimuli(), line.events(), runner.greetingAwaited(), true);
    }

    /** Of a conversation that ended early the next browser was not started yet. */
    private void orderFollowing(ConversationPlan plan) {
        AddressGuard following = plan.following();
        if (following != null && !Thread.currentThread().isInterrupted()) {
            browsers.order(following);
        }
    }

    private static void salvage(BrowserSession browser, VoiceLine line, Path folder) {
        browser.screenshot(folder.resolve("failure.png"));
        try {
            line.stop();
        } catch (VoxFault gone) {
            // The page that failed may be unable to hand over its last 200 ms.
        }
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException failure) {
            throw new VoxFault(FaultCode.DISK, "cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }
}
