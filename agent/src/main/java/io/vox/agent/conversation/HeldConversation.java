package io.vox.agent.conversation;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.scenario.Step;
import io.vox.measurement.analysis.Analyzer;
import io.vox.measurement.timeline.Condition;
import io.vox.measurement.timeline.Located;
import io.vox.measurement.timeline.Stimulus;
import io.vox.measurement.timeline.StimulusLocator;
import io.vox.measurement.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What was gathered until the browser was closed, and the work on the recording that needs no browser any more.
 *
 * @param steps of application and scenario
 * @param line null = there was no browser
 * @param runner null = there was no browser
 * @param fault what ended it early, null = nothing
 */
record HeldConversation(
        ConversationPlan plan,
        List<Step> steps,
        Recording recording,
        @Nullable VoiceLine line,
        @Nullable StepRunner runner,
        List<StepRecord> records,
        List<String> notices,
        Instant startedAt,
        String browser,
        @Nullable VoxFault fault) {
    private static final long SEARCH_FRAMES = Recording.SAMPLE_RATE * 3L / 10;

    /** Puts both sides on one clock, finds the stimuli, judges what was heard. */
    Conversation finish(SpeechLibrary library) {
        Path file = recording.file();
        List<String> all = new ArrayList<>(notices);
        Alignment alignment = line == null ? new Alignment(List.of()) : Alignment.of(file, line.anchors());
        List<Stimulus> stimuli =
                runner == null ? List.of() : located(alignment.movedStimuli(runner.stimuli()), spokenBySha(library));
        if (!alignment.complete() && !stimuli.isEmpty()) {
            all.add("the two sides could not be put on one clock: figures may be off by up to 20 ms");
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
                all,
                startedAt,
                browser,
                fault);
    }

    /** After the conversation: a transcriber beside a running measurement would disturb it. */
    private static List<Check> checks(Listening listening, List<Heard> answers, Path recording) {
        return answers.stream()
                .map(heard -> heard.isNothing()
                        ? new Check(Listening.name(heard.step()), false, "nothing was heard")
                        : listening.judge(heard.step(), recording, heard.fromFrame(), heard.toFrame()))
                .toList();
    }

    private List<Stimulus> located(List<Stimulus> stimuli, Map<String, Spoken> spoken) {
        List<Stimulus> located = new ArrayList<>();
        for (Stimulus stimulus : stimuli) {
            Spoken asset = spoken.get(stimulus.assetSha256());
            if (asset == null || stimulus.scheduledFrame() >= recording.frames()) {
                located.add(stimulus);
                continue;
            }
            try {
                located.add(located(stimulus, asset));
            } catch (IOException failure) {
                throw new VoxFault(
                        FaultCode.DISK, "cannot read " + recording.file() + ": " + failure.getMessage(), failure);
            }
        }
        return located;
    }

    private Stimulus located(Stimulus stimulus, Spoken asset) throws IOException {
        StimulusLocator locator = new StimulusLocator();
        Optional<Located> found = locator.locate(
                recording.file(), 0, asset.samples(), asset.bounds(), stimulus.scheduledFrame(), SEARCH_FRAMES);
        if (found.isEmpty()) {
            return stimulus;
        }
        long expected = found.get().firstVoicedFrame() + stimulus.voicedFrames() - 1;
        OptionalLong last = locator.locateEnd(recording.file(), 0, asset.samples(), asset.bounds(), expected);
        return played(stimulus, found.get(), last.isEmpty() ? null : (Long) last.getAsLong());
    }

    private static Stimulus played(Stimulus stimulus, Located found, @Nullable Long lastFrame) {
        return new Stimulus(
                stimulus.index(),
                stimulus.kind(),
                stimulus.label(),
                stimulus.assetSha256(),
                stimulus.voicedFrames(),
                stimulus.scheduledFrame(),
                found.firstVoicedFrame(),
                lastFrame,
                found.correlation(),
                stimulus.tags());
    }

    private Map<String, Spoken> spokenBySha(SpeechLibrary library) {
        Map<String, Spoken> spoken = new HashMap<>();
        for (Step step : steps) {
            for (Spoken asset : StepSpeech.of(step, library)) {
                spoken.put(asset.sha256(), asset);
            }
        }
        return spoken;
    }
}
