package io.vox.agent.run;

import io.vox.agent.fault.VoxFault;
import io.vox.measurement.analysis.Analyzer;
import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.metric.Metric;
import io.vox.measurement.metric.Metrics;
import io.vox.measurement.metric.Verdicts;
import io.vox.measurement.timeline.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the result of recordings that were not made by this run. */
public final class RecordingsLog {
    private RecordingsLog() {}

    /**
     * Makes the result. Recordings that could not be analysed are in it with their faults.
     *
     * @param kept the folder of each recording within the run folder, in their order; empty = nothing is kept
     */
    public static ResultDocument of(
            String runId, String name, List<AnalyzedRecording> recordings, List<String> kept, Instant now) {
        List<ConversationResult> conversations = new ArrayList<>();
        List<Assessment> assessments = new ArrayList<>();
        for (int i = 0; i < recordings.size(); i++) {
            AnalyzedRecording recording = recordings.get(i);
            String id = String.format(java.util.Locale.ROOT, "%02d", i + 1);
            conversations.add(conversation(id, recording, kept.isEmpty() ? null : kept.get(i)));
            assessments.add(new Assessment(recording.analysis(), recording.fault()));
        }
        List<ConversationAnalysis> analyses = recordings.stream()
                .map(AnalyzedRecording::analysis)
                .filter(Objects::nonNull)
                .toList();
        boolean oneMethod = analyses.stream()
                        .map(ConversationAnalysis::methodVersion)
                        .distinct()
                        .count()
                <= 1;
        // Figures of different methods are never averaged together (measurement 1.7).
        List<Metric> metrics = oneMethod ? Metrics.compute(analyses) : List.of();
        return new ResultDocument(
                ResultDocument.SCHEMA_VERSION,
                runId,
                now.truncatedTo(ChronoUnit.MILLIS).toString(),
                new ResultDocument.Tool(ToolVersion.current(), Analyzer.METHOD_VERSION),
                RunLog.host(null),
                new ResultDocument.Target(null, name),
                null,
                ExitRule.of(null, conversations).code(),
                null,
                metrics,
                RunVerdicts.of(conversations, assessments, metrics),
                conversations);
    }

    private static ConversationResult conversation(String id, AnalyzedRecording recording, @Nullable String folder) {
        ConversationAnalysis analysis = recording.analysis();
        VoxFault fault = recording.fault();
        if (analysis == null) {
            return new ConversationResult(
                    id,
                    recording.input().name(),
                    null,
                    1,
                    Condition.clean(),
                    folder,
                    null,
                    null,
                    null,
                    recording.input().timeline() == null ? Analyzer.OBSERVED_METHOD_VERSION : Analyzer.METHOD_VERSION,
                    fault == null ? null : ResultDocument.Fault.of(fault),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    List.of());
        }
        return new ConversationResult(
                id,
                analysis.scenario(),
                null,
                analysis.repeat(),
                analysis.condition(),
                folder,
                null,
                RunLog.milliseconds(analysis),
                analysis.sampleRate(),
                analysis.methodVersion(),
                null,
                analysis.flags(),
                Verdicts.inWords(analysis),
                List.of(),
                List.of(),
                List.of(),
                ConversationResult.Channel.of(analysis.caller()),
                ConversationResult.Channel.of(analysis.agent()),
                analysis.turns().stream()
                        .map(turn -> TurnResult.of(turn, List.of()))
                        .toList());
    }
}
