package io.vox.agent.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the problems of one file. Not thread-safe: it belongs to one reading of the file. */
record Reporter(
        Path file,
        List<ScenarioProblem> problems,
        int step,
        @Nullable String action) {
    // The rest of a hopeless file would only bury the first problems.
    private static final int MAXIMUM_PROBLEMS = 100;

    static Reporter of(Path file) {
        return new Reporter(file, new ArrayList<>(), 0, null);
    }

    Reporter forStep(int number, @Nullable String action) {
        return new Reporter(file, problems, number, action);
    }

    void report(int line, String message) {
        if (problems.size() < MAXIMUM_PROBLEMS) {
            problems.add(new ScenarioProblem(file, line, step, action, message));
        }
    }

    ScenarioException exception() {
        return new ScenarioException(problems.stream()
                .sorted(Comparator.comparingInt(ScenarioProblem::line))
                .toList());
    }
}
