package io.vox.measurement.analysis;

import io.vox.measurement.analysis.AnalysisException.Code;
import io.vox.measurement.audio.WavReader;
import io.vox.measurement.speech.ChannelActivity;
import io.vox.measurement.speech.SpeechDetector;
import io.vox.measurement.timeline.Condition;
import io.vox.measurement.timeline.Hole;
import io.vox.measurement.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes the published figures of one conversation from its recording: left = caller, right = agent (measurement 1.1).
 * The same file and timeline give the same answer everywhere. Stateless, thread-safe.
 */
public final class Analyzer {
    /** Version of the definitions (measurement 1.7); figures of different versions are never averaged together. */
    public static final String METHOD_VERSION = "2026-11-21";

    /** Version of the definitions for recordings without a timeline, where both sides are detected. */
    public static final String OBSERVED_METHOD_VERSION = "observed-1";

    private static final double LONGEST_HOLES_SECONDS = 0.040;
    private static final int LOWEST_SAMPLE_RATE = 8000;

    private Analyzer() {}

    /**
     * Analyses a recording.
     *
     * @param timeline what the caller played, null = find the caller's turns on its channel
     * @throws io.vox.measurement.audio.WavFormatException if the file cannot be read as a WAV recording
     * @throws AnalysisException if the recording is empty, mono or of an unsuitable rate, if the caller is silent (unless
     *     the timeline has no stimuli), or if the agent is silent and there is no timeline that says it should not be
     */
    public static ConversationAnalysis analyze(Path recording, @Nullable Timeline timeline, AnalyzerOptions options)
            throws IOException {
        requireTwoChannels(recording, timeline);
        List<ChannelActivity> channels = SpeechDetector.detect(recording);
        ChannelActivity caller = channels.get(options.swapChannels() ? 1 : 0);
        ChannelActivity agent = channels.get(options.swapChannels() ? 0 : 1);
        if (caller.segments().isEmpty()
                && (timeline == null || !timeline.stimuli().isEmpty())) {
            throw new AnalysisException(
                    Code.SILENT_CALLER, recording.getFileName() + ": nobody speaks on the caller's channel.");
        }
        if (timeline == null && agent.segments().isEmpty()) {
            throw new AnalysisException(
                    Code.SILENT_AGENT, recording.getFileName() + ": nobody speaks on the agent's channel.");
        }
        return timeline == null ? observed(recording, caller, agent) : scripted(timeline, caller, agent);
    }

    private static void requireTwoChannels(Path recording, @Nullable Timeline timeline) throws IOException {
        try (WavReader reader = WavReader.open(recording)) {
            if (reader.frames() == 0) {
                throw new AnalysisException(
                        Code.EMPTY_RECORDING, recording.getFileName() + " is a recording of no length.");
            }
            if (reader.channels() < 2) {
                throw new AnalysisException(
                        Code.MONO_RECORDING,
                        recording.getFileName() + " is mono; caller and agent must be on two channels.");
            }
            if (reader.sampleRate() < LOWEST_SAMPLE_RATE) {
                throw new AnalysisException(
                        Code.UNSUITABLE_RATE,
                        recording.getFileName() + " has " + reader.sampleRate() + " Hz; at least 8000 Hz are needed.");
            }
            if (timeline != null && timeline.sampleRate() != reader.sampleRate()) {
                throw new AnalysisException(
                        Code.UNSUITABLE_RATE,
                        recording.getFileName() + " has " + reader.sampleRate()
                                + " Hz, but its timeline counts frames of " + timeline.sampleRate() + " Hz.");
            }
        }
    }

    private static ConversationAnalysis observed(Path recording, ChannelActivity caller, ChannelActivity agent) {
        List<CallerTurn> callerTurns = ObservedTurns.of(caller, agent);
        boolean noisy = agent.noisy() || caller.noisy();
        TurnChecks checks = new TurnChecks(agent.sampleRate(), noisy, List.of(), List.of(), callerTurns);
        List<Turn> turns = new TurnJudge(agent, callerTurns, checks).judge(null);
        return new ConversationAnalysis(
                String.valueOf(recording.getFileName()),
                1,
                Condition.clean(),
                OBSERVED_METHOD_VERSION,
                caller,
                agent,
                turns,
                talkRatio(caller, agent),
                flags(turns, noisy, null),
                null,
                agent.frames(),
                agent.sampleRate());
    }

    private static ConversationAnalysis scripted(Timeline timeline, ChannelActivity caller, ChannelActivity agent) {
        List<CallerTurn> callerTurns = TimelineTurns.of(timeline);
        TurnChecks checks =
                new TurnChecks(agent.sampleRate(), agent.noisy(), timeline.events(), timeline.holes(), callerTurns);
        List<Turn> turns = new TurnJudge(agent, callerTurns, checks).judge(timeline.greetingFromFrame());
        long missing = timeline.holes().stream().mapToLong(Hole::frames).sum();
        String fault = missing > LONGEST_HOLES_SECONDS * agent.sampleRate() ? "recording_holes" : null;
        return new ConversationAnalysis(
                timeline.scenario(),
                timeline.repeat(),
                timeline.condition(),
                METHOD_VERSION,
                caller,
                agent,
                turns,
                talkRatio(caller, agent),
                flags(turns, agent.noisy(), fault),
                fault,
                agent.frames(),
                agent.sampleRate());
    }

    private static double talkRatio(ChannelActivity caller, ChannelActivity agent) {
        long both = caller.speechFrames() + agent.speechFrames();
        return both == 0 ? 0 : (double) agent.speechFrames() / both;
    }

    private static List<String> flags(List<Turn> turns, boolean noisy, @Nullable String harnessFault) {
        Set<String> flags = new LinkedHashSet<>();
        turns.forEach(turn -> flags.addAll(turn.flags()));
        if (noisy) {
            flags.add(TurnFlag.NOISY);
        }
        if (harnessFault != null) {
            flags.add("harness_fault");
        }
        return List.copyOf(flags);
    }
}
