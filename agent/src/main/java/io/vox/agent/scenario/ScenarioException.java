package io.vox.agent.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** Says that files cannot be run, and everything that is wrong with them, one problem a line. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ScenarioProblem> problems;

    public ScenarioException(List<ScenarioProblem> problems) {
        super(problems.stream().map(ScenarioProblem::toString).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("no problems");
        }
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems in the order of files and lines. */
    public List<ScenarioProblem> problems() {
        return problems;
    }
}
