package io.vox.agent.conversation;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.vox.agent.browser.BrowserSession;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.scenario.BackchannelStep;
import io.vox.agent.scenario.BargeInStep;
import io.vox.agent.scenario.ClickStep;
import io.vox.agent.scenario.Expectation;
import io.vox.agent.scenario.FillStep;
import io.vox.agent.scenario.ListenStep;
import io.vox.agent.scenario.PauseStep;
import io.vox.agent.scenario.ScreenshotStep;
import io.vox.agent.scenario.SelectStep;
import io.vox.agent.scenario.Selection;
import io.vox.agent.scenario.SleepStep;
import io.vox.agent.scenario.SpeakStep;
import io.vox.agent.scenario.Step;
import io.vox.agent.scenario.TypeStep;
import io.vox.agent.scenario.WaitForElementStep;
import io.vox.agent.scenario.WaitForSilenceStep;
import io.vox.agent.scenario.WaitForVoiceStep;
import io.vox.agent.scenario.WaitStep;
import io.vox.measurement.timeline.Stimulus;
import io.vox.measurement.timeline.StimulusKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out the steps of one conversation, one after the other. Belongs to the browser's thread. */
final class StepRunner {
    static final String OK = "ok";
    static final String TIMEOUT = "timeout";
    static final String NOTHING_HEARD = "nothing_heard";

    private static final double PAGE_TIMEOUT_MS = 15_000;
    /** What ends an answer for the script: pauses between two sentences of one answer are shorter. */
    private static final Duration SILENCE = Duration.ofMillis(1000);

    private final BrowserSession browser;
    private final VoiceLine line;
    private final SpeechLibrary library;
    private final Path folder;
    private final List<Stimulus> stimuli = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private long heardFrom;
    private boolean greetingAwaited;
    private int screenshots;
    private @Nullable String detail;

    StepRunner(BrowserSession browser, VoiceLine line, SpeechLibrary library, Path folder) {
        this.browser = browser;
        this.line = line;
        this.library = library;
        this.folder = folder;
    }

    List<Stimulus> stimuli() {
        return List.copyOf(stimuli);
    }

    /** What the {@code listen} steps heard, in order. */
    List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** Whether a greeting was waited for before the caller said anything. */
    boolean greetingAwaited() {
        return greetingAwaited;
    }

    /** What the last step has to add, null = nothing. */
    @Nullable
    String detail() {
        return detail;
    }

    /**
     * Carries out one step and answers its status.
     *
     * @throws VoxFault if the conversation cannot go on
     */
    String run(Step step) {
        detail = null;
        return switch (step) {
            case ClickStep click ->
                onPage(step, page -> element(page, click.selector()).click(clickOptions()));
            case FillStep fill ->
                onPage(step, page -> element(page, fill.selector()).fill(fill.text()));
            case TypeStep type ->
                onPage(step, page -> element(page, type.selector()).pressSequentially(type.text()));
            case SelectStep select ->
                onPage(step, page -> select(element(page, select.selector()), select.selection()));
            case WaitStep wait -> onPage(step, page -> awaitElement(page, wait.selector(), wait.timeout()));
            case WaitForElementStep wait -> onPage(step, page -> awaitElement(page, wait.selector(), wait.timeout()));
            case ScreenshotStep screenshot -> screenshot(screenshot);
            case SleepStep sleep -> sleep(sleep.time());
            case WaitForVoiceStep wait -> awaitVoice(wait.timeout(), wait.optional());
            case WaitForSilenceStep wait -> awaitSilence(wait.timeout(), wait.optional());
            case SpeakStep speak ->
                speak(
                        library.prepare(speak.utterance()),
                        speak.expects() == Expectation.ANSWER ? StimulusKind.RESPONSE : StimulusKind.NONE,
                        -1,
                        speak.tags());
            case PauseStep pause ->
                speak(StepSpeech.joined(pause, library), StimulusKind.RESPONSE, -1, List.of("pause"));
            case BargeInStep barge ->
                overlap(library.prepare(barge.utterance()), StimulusKind.INTERRUPT, barge.after(), barge.timeout());
            case BackchannelStep backchannel ->
                overlap(
                        library.prepare(backchannel.utterance()),
                        StimulusKind.BACKCHANNEL,
                        backchannel.after(),
                        backchannel.timeout());
            case ListenStep listen -> listen(listen);
        };
    }

    // --- voice -------------------------------------------------------------------------------------------------------

    private String speak(Spoken spoken, StimulusKind kind, long voicedFrame, List<String> tags) {
        requireMicrophone();
        long scheduled = line.play(spoken, voicedFrame);
        if (kind != StimulusKind.BACKCHANNEL) {
            heardFrom = scheduled;
        }
        stimuli.add(new Stimulus(
                stimuli.size() + 1,
                kind,
                spoken.label(),
                spoken.sha256(),
                spoken.voicedFrames(),
                scheduled,
                null,
                null,
                null,
                tags));
        line.awaitFrame(scheduled + spoken.voicedFrames());
        return OK;
    }

    private String overlap(Spoken spoken, StimulusKind kind, Duration after, Duration timeout) {
        requireMicrophone();
        line.preload(spoken);
        if (!line.await(() -> line.onsetSince(heardFrom) >= 0, timeout)) {
            requireAgentAudio();
            detail = "the agent did not speak within " + timeout.toSeconds() + " s, so nothing was said over it";
            return TIMEOUT;
        }
        long onset = line.agentSpeaking() ? line.agentOnset() : line.onsetSince(heardFrom);
        return speak(spoken, kind, onset + frames(after), List.of());
    }

    private String awaitVoice(Duration timeout, boolean optional) {
        requireMicrophone();
        if (stimuli.isEmpty()) {
            greetingAwaited = true;
        }
        if (line.await(() -> line.onsetSince(heardFrom) >= 0, timeout)) {
            return OK;
        }
        if (optional) {
            return NOTHING_HEARD;
        }
        requireAgentAudio();
        detail = "the agent did not speak within " + timeout.toSeconds() + " s";
        return TIMEOUT;
    }

    private String awaitSilence(Duration timeout, boolean optional) {
        if (line.await(() -> line.agentQuietFor(SILENCE), timeout)) {
            return OK;
        }
        if (optional) {
            return NOTHING_HEARD;
        }
        detail = "the agent did not fall silent within " + timeout.toSeconds() + " s";
        return TIMEOUT;
    }

    private String listen(ListenStep step) {
        requireMicrophone();
        if (!line.await(() -> line.onsetSince(heardFrom) >= 0, step.timeout())) {
            requireAgentAudio();
            detail = "nothing was heard within " + step.timeout().toSeconds() + " s";
            heard.add(Heard.nothing(step));
            return TIMEOUT;
        }
        long from = line.onsetSince(heardFrom);
        line.await(() -> line.agentQuietFor(SILENCE), step.timeout());
        heard.add(new Heard(step, from, line.agentOffset()));
        return OK;
    }

    private void requireMicrophone() {
        Duration patience = Duration.ofSeconds(20);
        if (!line.await(line::microphoneRequested, patience)) {
            throw new VoxFault(
                    FaultCode.NO_MICROPHONE_REQUEST,
                    "the page did not ask for the microphone within " + patience.toSeconds()
                            + " s; are the application's steps right?");
        }
    }

    private void requireAgentAudio() {
        if (line.agentFound()) {
            return;
        }
        String seen = line.seen().isEmpty() ? "nothing that plays audio" : String.join(", ", line.seen());
        throw new VoxFault(FaultCode.NO_AGENT_AUDIO, "no agent audio path found; seen on the page: " + seen);
    }

    private static long frames(Duration time) {
        return time.toMillis() * (Recording.SAMPLE_RATE / 1000);
    }

    // --- page --------------------------------------------------------------------------------------------------------

    private interface PageAction {
        void on(Page page);
    }

    private String onPage(Step step, PageAction action) {
        try {
            action.on(browser.page());
            line.drain();
            return OK;
        } catch (TimeoutError late) {
            throw failed(step, "the element was not there or not ready in time", FaultCode.STEP_TIMEOUT, late);
        } catch (PlaywrightException failure) {
            browser.pump(1);
            throw failed(step, firstLine(failure), FaultCode.STEP_FAILED, failure);
        }
    }

    private static VoxFault failed(Step step, String reason, FaultCode code, Exception cause) {
        return new VoxFault(
                code,
                step.origin().file() + ":" + step.origin().line() + ": step "
                        + step.origin().number() + " (" + step.action().yamlName() + "): " + reason,
                cause);
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("failed");
    }

    private static Locator element(Page page, String selector) {
        return page.locator(selector).first();
    }

    private static Locator.ClickOptions clickOptions() {
        return new Locator.ClickOptions().setTimeout(PAGE_TIMEOUT_MS);
    }

    private static void select(Locator element, Selection selection) {
        switch (selection) {
            case Selection.ByValues values ->
                element.selectOption(values.values().toArray(String[]::new));
            case Selection.ByText text ->
                element.selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(text.text()));
            case Selection.Checked checked -> element.setChecked(checked.checked());
            case Selection.Element ignored -> element.click(clickOptions());
        }
    }

    private static void awaitElement(Page page, String selector, Duration timeout) {
        element(page, selector)
                .waitFor(new Locator.WaitForOptions()
                        .setState(WaitForSelectorState.VISIBLE)
                        .setTimeout((double) timeout.toMillis()));
    }

    private String screenshot(ScreenshotStep step) {
        String name = step.filename() == null ? "screenshot-" + ++screenshots + ".png" : step.filename();
        if (!browser.screenshot(folder.resolve(name))) {
            detail = "no picture could be taken";
        }
        return OK;
    }

    private String sleep(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        line.await(() -> System.nanoTime() >= end, time.plusSeconds(1));
        return OK;
    }
}
