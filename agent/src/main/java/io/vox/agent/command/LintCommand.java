package io.vox.agent.command;

import io.vox.agent.fault.ExitCode;
import io.vox.agent.run.ResultJson;
import io.vox.agent.run.output.Printable;
import io.vox.agent.scenario.ScenarioFiles;
import io.vox.agent.scenario.ScenarioProblem;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks application and scenario files without holding a conversation. */
@Command(
        name = "lint",
        description = "Checks application and scenario files; says file, line and step of every problem.",
        footer = {"", "Examples:", "  vox lint app.yaml scenario.yaml", "  vox lint scenarios/ --json"})
@SuppressWarnings("NullAway.Init")
final class LintCommand implements Callable<Integer> {
    private final CommandSurroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "FILES", description = "Files, folders or lists with commas.")
    private List<String> files;

    @Option(names = "--json", description = "Print the problems as one JSON document.")
    private boolean json;

    /** One problem as it is printed; what is not known is null. */
    record Problem(
            String file,
            @Nullable Integer line,
            @Nullable Integer step,
            @Nullable String action,
            String message) {
        static Problem of(ScenarioProblem problem) {
            return new Problem(
                    problem.file().toString(),
                    problem.line() == 0 ? null : (Integer) problem.line(),
                    problem.step() == 0 ? null : (Integer) problem.step(),
                    problem.action(),
                    problem.message());
        }
    }

    record Findings(List<Problem> problems) {}

    LintCommand(CommandSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<ScenarioProblem> problems = ScenarioFiles.lint(files);
        if (json) {
            surroundings
                    .out()
                    .print(ResultJson.write(
                            new Findings(problems.stream().map(Problem::of).toList())));
        } else {
            problems.forEach(problem -> surroundings.out().println(Printable.of(problem.toString())));
        }
        String summary = switch (problems.size()) {
            case 0 -> "No problems.";
            case 1 -> "1 problem.";
            default -> problems.size() + " problems.";
        };
        surroundings.err().println(summary);
        return (problems.isEmpty() ? ExitCode.PASS : ExitCode.USAGE).code();
    }
}
