package io.vox.agent.command;

import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.corpus.Corpus;
import io.vox.agent.progress.TerminalProgress;
import io.vox.agent.run.BrowserHarness;
import io.vox.agent.run.Cancellation;
import io.vox.agent.run.Companion;
import io.vox.agent.run.Rehearsal;
import io.vox.agent.run.ResultDocument;
import io.vox.agent.run.RunExecutor;
import io.vox.agent.run.RunFolder;
import io.vox.agent.run.output.Printable;
import io.vox.agent.scenario.Matrix;
import io.vox.agent.scenario.ScenarioFiles;
import io.vox.agent.scenario.ScenarioParser;
import io.vox.agent.speech.FliteTextToSpeech;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds the conversations of application and scenario files. */
@Command(
        name = "run",
        description = "Holds the conversations of YAML files and measures them.",
        footer = {
            "",
            "Examples:",
            "  vox run -a app.yaml -s scenario.yaml",
            "  vox run -a apps/ -s scenarios/,extra.yaml --repeat 5 --junit results.xml --report turns.csv",
            "  vox run -a vox.yaml --headless false --param token=abc",
        })
@SuppressWarnings("NullAway.Init")
final class RunCommand implements Callable<Integer> {
    private final CommandSurroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BrowserOptions browser;

    @Mixin
    private GateOptions gate;

    @Mixin
    private OutputOptions output;

    @Option(
            names = {"-a", "--applications"},
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Application files, folders or lists with commas.")
    private List<String> applications;

    @Option(
            names = {"-s", "--scenarios"},
            arity = "1..*",
            paramLabel = "FILE",
            description = "Scenario files, folders or lists; without them each application file holds its own.")
    private List<String> scenarios = List.of();

    @Option(
            names = "--repeat",
            defaultValue = "1",
            paramLabel = "N",
            description = "How often each conversation is held, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(names = "--out", paramLabel = "DIR", description = "The run folder (default: a new one in ~/.vox/runs).")
    private @Nullable Path out;

    @Option(names = "--voice", paramLabel = "NAME", description = "Which built-in voice calls where a line names none.")
    private @Nullable String voice;

    @Option(
            names = {"-p", "--param", "--params"},
            paramLabel = "NAME=VALUE",
            description = "Value of {{NAME}} in an application's url; may be given several times.")
    private Map<String, String> parameters = Map.of();

    RunCommand(CommandSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (repeat < 1 || repeat > 1000) {
            throw new ParameterException(spec.commandLine(), "--repeat must be from 1 to 1000, was " + repeat);
        }
        ScenarioParser parser = ScenarioParser.withParameters(parameters);
        Matrix matrix = new ScenarioFiles(parser).readMatrix(applications, scenarios, repeat);
        SpeechLibrary library = new SpeechLibrary(Corpus.standard(), new FliteTextToSpeech(), voice);
        Rehearsal.of(matrix, library);
        RunFolder folder = RunFolder.create(out, surroundings.environment(), Instant.now());
        BrowserHarness harness =
                new BrowserHarness(browser.headless(), browser.install(), library, browser.timeout(), gate.gate());
        TerminalProgress progress = TerminalProgress.on(surroundings.err(), surroundings.environment());
        try (Cancellation cancellation = Cancellation.watch()) {
            RunExecutor executor = new RunExecutor(folder, harness, Companion.NONE, progress, cancellation::requested);
            ResultDocument result = executor.execute(matrix);
            output.show(result, surroundings);
            tell(result, folder);
            return result.exitCode();
        }
    }

    private void tell(ResultDocument result, RunFolder folder) {
        ResultDocument.Fault fault = result.fault();
        if (fault != null) {
            surroundings.err().println("vox: " + Printable.of(fault.message()));
        }
        surroundings.err().println("Report: " + folder.report());
        surroundings.err().flush();
    }
}
