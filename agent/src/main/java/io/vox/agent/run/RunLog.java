package io.vox.agent.run;

import io.vox.agent.conversation.Conversation;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.phantom.TurnTruth;
import io.vox.agent.scenario.Matrix;
import io.vox.agent.scenario.MatrixCell;
import io.vox.measurement.analysis.Analyzer;
import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.metric.Metric;
import io.vox.measurement.metric.Metrics;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes in the conversations of a run as they come and tells at any moment what the result is. Not thread-safe. */
final class RunLog {
    private final RunFolder folder;
    private final Instant startedAt;
    private final ResultDocument.Target target;
    private final List<ConversationResult> conversations = new ArrayList<>();
    private final List<Assessment> assessments = new ArrayList<>();
    private final List<ConversationResult> heldAgain = new ArrayList<>();
    private ResultDocument.@Nullable Calibration calibration;
    private @Nullable String browser;

    RunLog(RunFolder folder, Instant startedAt, Matrix matrix) {
        this.folder = folder;
        this.startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
        this.target = target(matrix);
    }

    void calibrated(ResultDocument.@Nullable Calibration measured) {
        calibration = measured;
    }

    /** How many conversations were begun. */
    int size() {
        return conversations.size();
    }

    /** Takes in a conversation and answers what the result says of it. */
    ConversationResult add(
            Conversation conversation, Assessment assessment, List<TurnTruth> truths, List<String> notices) {
        if (browser == null) {
            browser = conversation.browser();
        }
        ConversationAnalysis analysis = assessment.analysis();
        VoxFault fault = assessment.fault();
        List<String> all = new ArrayList<>(conversation.notices());
        all.addAll(notices);
        ConversationResult result = new ConversationResult(
                String.format(java.util.Locale.ROOT, "%02d", conversations.size() + 1),
                conversation.scenario(),
                conversation.application(),
                conversation.repeat(),
                conversation.timeline().condition(),
                folder.path().relativize(conversation.folder()).toString(),
                conversation.startedAt().truncatedTo(ChronoUnit.MILLIS).toString(),
                analysis == null ? null : (Long) milliseconds(analysis),
                analysis == null ? null : (Integer) analysis.sampleRate(),
                conversation.timeline().methodVersion(),
                fault == null ? null : ResultDocument.Fault.of(fault),
                analysis == null ? List.of() : analysis.flags(),
                analysis == null ? List.of() : RunVerdicts.of(analysis, fault == null),
                conversation.checks(),
                conversation.steps(),
                all,
                analysis == null ? null : ConversationResult.Channel.of(analysis.caller()),
                analysis == null ? null : ConversationResult.Channel.of(analysis.agent()),
                analysis == null
                        ? List.of()
                        : analysis.turns().stream()
                                .map(turn -> TurnResult.of(turn, truths))
                                .toList());
        conversations.add(result);
        assessments.add(assessment);
        return result;
    }

    /** The last conversation is void and is held again. */
    void heldAgain() {
        heldAgain.add(conversations.getLast());
    }

    /** The result as it stands. */
    ResultDocument document(@Nullable VoxFault end) {
        ResultDocument.Fault fault = end == null ? null : ResultDocument.Fault.of(end);
        List<ConversationAnalysis> analyses = assessments.stream()
                .map(Assessment::analysis)
                .filter(Objects::nonNull)
                .toList();
        List<Metric> metrics = Metrics.compute(analyses);
        List<ConversationResult> counted = conversations.stream()
                .filter(conversation -> !heldAgain.contains(conversation))
                .toList();
        return new ResultDocument(
                ResultDocument.SCHEMA_VERSION,
                folder.runId(),
                startedAt.toString(),
                new ResultDocument.Tool(ToolVersion.current(), Analyzer.METHOD_VERSION),
                host(browser),
                target,
                calibration,
                ExitRule.of(fault, counted).code(),
                fault,
                metrics,
                RunVerdicts.of(conversations, assessments, metrics),
                conversations);
    }

    static ResultDocument.Host host(@Nullable String browser) {
        return new ResultDocument.Host(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors(),
                browser);
    }

    static long milliseconds(ConversationAnalysis analysis) {
        return Math.round(analysis.durationFrames() * 1000.0 / analysis.sampleRate());
    }

    private static ResultDocument.Target target(Matrix matrix) {
        URI url = matrix.cells().isEmpty()
                ? null
                : matrix.cells().getFirst().application().url();
        String name = matrix.cells().stream()
                .map(MatrixCell::application)
                .map(application -> application.name())
                .distinct()
                .collect(Collectors.joining(", "));
        return new ResultDocument.Target(url == null ? null : url.toString(), name);
    }
}
