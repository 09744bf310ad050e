package io.vox.agent.command;

import io.vox.agent.fault.VoxFault;
import io.vox.agent.run.ConversationResult;
import io.vox.agent.run.ResultDocument;
import io.vox.agent.run.ResultJson;
import io.vox.measurement.analysis.AnalysisException;
import io.vox.measurement.analysis.Analyzer;
import io.vox.measurement.analysis.AnalyzerOptions;
import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.metric.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An earlier run of the same application and scenario, analysed anew from its recordings, so that both runs are measured
 * by the same method.
 */
record LastRun(String runId, List<ConversationAnalysis> conversations) {
    private static final List<String> METRICS = List.of("responseLatency", "interruptLatency", "turnSuccessRate");

    LastRun {
        conversations = List.copyOf(conversations);
    }

    /**
     * Finds the latest one in {@code runs} that has anything to compare with.
     *
     * @param application name of the application
     * @param scenario name of the scenario
     */
    static Optional<LastRun> find(Path runs, String application, String scenario) {
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            // Names begin with the time.
            return folders.sorted(Comparator.reverseOrder())
                    .flatMap(folder -> read(folder, application, scenario).stream())
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<LastRun> read(Path folder, String application, String scenario) {
        try {
            ResultDocument result = ResultJson.readResult(folder.resolve("result.json"));
            List<ConversationAnalysis> conversations = analyses(folder, result, application, scenario);
            return conversations.isEmpty() ? Optional.empty() : Optional.of(new LastRun(result.runId(), conversations));
        } catch (VoxFault noRun) {
            return Optional.empty();
        }
    }

    /** Analyses the conversations of a run that came to their end. */
    private static List<ConversationAnalysis> analyses(
            Path folder, ResultDocument result, String application, String scenario) {
        List<ConversationAnalysis> analyses = new ArrayList<>();
        for (ConversationResult conversation : result.conversations()) {
            String name = conversation.folder();
            if (name == null
                    || conversation.fault() != null
                    || !application.equals(conversation.application())
                    || !scenario.equals(conversation.scenario())) {
                continue;
            }
            Path held = folder.resolve(name);
            try {
                analyses.add(Analyzer.analyze(
                        held.resolve("recording.wav"),
                        ResultJson.readTimeline(held.resolve("timeline.json")),
                        AnalyzerOptions.defaults()));
            } catch (IOException | AnalysisException | VoxFault gone) {
                // What cannot be read any more cannot be compared with.
            }
        }
        return analyses;
    }

    /** Compares the run in {@code folder} with this one. */
    List<Comparison> compare(Path folder, ResultDocument result, String application, String scenario) {
        List<ConversationAnalysis> current = analyses(folder, result, application, scenario);
        return METRICS.stream()
                .map(metric -> Comparison.of(metric, conversations, current))
                .toList();
    }
}
