package io.vox.agent.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.corpus.Corpus;
import io.vox.agent.explore.FlowFile;
import io.vox.agent.explore.FoundFlow;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.progress.TerminalProgress;
import io.vox.agent.run.BrowserHarness;
import io.vox.agent.run.Cancellation;
import io.vox.agent.run.Rehearsal;
import io.vox.agent.run.ResultDocument;
import io.vox.agent.run.ResultJson;
import io.vox.agent.run.RunExecutor;
import io.vox.agent.run.RunFolder;
import io.vox.agent.run.VoxHome;
import io.vox.agent.run.output.Printable;
import io.vox.agent.scenario.Application;
import io.vox.agent.scenario.Matrix;
import io.vox.agent.scenario.Scenario;
import io.vox.agent.scenario.ScenarioDocument;
import io.vox.agent.scenario.ScenarioParser;
import io.vox.agent.scenario.StandardScenarios;
import io.vox.agent.speech.FliteTextToSpeech;
import io.vox.measurement.metric.Comparison;
import java.io.IOException;
import java.nio.file.Files;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the voice agent of any page: finds its microphone, holds a conversation and writes down how. */
@Command(
        name = "try",
        description = {
            "Finds the microphone of a voice page by itself, holds a standard conversation of about 75 s with the agent,",
            "prints what was measured and writes vox.yaml, which can be edited and repeated."
        },
        footer = {
            "",
            "Examples:",
            "  vox try https://shop.example/talk",
            "  vox try demo/index.html --headless false",
            "  vox try --phantom",
            "  vox try --again                      repeat vox.yaml and compare with the last run",
        })
@SuppressWarnings("NullAway.Init")
final class TryCommand implements Callable<Integer> {
    private final CommandSurroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BrowserOptions browser;

    @Mixin
    private GateOptions gate;

    @Mixin
    private OutputOptions output;

    @Parameters(arity = "0..1", paramLabel = "URL", description = "An http or https address, or a local page.")
    private @Nullable String url;

    @Option(names = "--phantom", description = "Try the built-in calibration agent.")
    private boolean phantom;

    @Option(names = "--again", description = "Repeat the steps of vox.yaml and compare with the last run.")
    private boolean again;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "vox.yaml",
            paramLabel = "FILE",
            description = "The file to write, or with --again to read (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(names = "--overwrite", description = "Replace the file even if it was edited.")
    private boolean overwrite;

    @Option(
            names = {"-s", "--scenario"},
            paramLabel = "FILE",
            description = "Hold this conversation instead of the standard one.")
    private @Nullable Path scenarioFile;

    @Option(
            names = "--repeat",
            defaultValue = "1",
            paramLabel = "N",
            description = "How often the conversation is held, 1 to 100; from 3 on figures have intervals (default:"
                    + " ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(names = "--out", paramLabel = "DIR", description = "The run folder (default: a new one in ~/.vox/runs).")
    private @Nullable Path out;

    @Option(names = "--voice", paramLabel = "NAME", description = "Which built-in voice calls where a line names none.")
    private @Nullable String voice;

    TryCommand(CommandSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        requireGoodArguments();
        FlowFile flowFile = new FlowFile(file);
        ScenarioDocument known = again ? read() : null;
        if (!again && !overwrite) {
            flowFile.requireReplaceable();
        }
        SpeechLibrary library = new SpeechLibrary(Corpus.standard(), new FliteTextToSpeech(), voice);
        Scenario scenario = scenario(known);
        try (TryTarget target = target(known)) {
            Application application =
                    known == null || known.application() == null ? plain(target) : known.application();
            Matrix matrix = Matrix.of(List.of(application), List.of(scenario), repeat);
            Rehearsal.of(matrix, library);
            LastRun last = again
                    ? LastRun.find(VoxHome.runs(surroundings.environment()), application.name(), scenario.name())
                            .orElse(null)
                    : null;
            RunFolder folder = RunFolder.create(out, surroundings.environment(), Instant.now());
            BrowserHarness harness =
                    new BrowserHarness(browser.headless(), browser.install(), library, browser.timeout(), gate.gate());
            TerminalProgress progress = TerminalProgress.on(surroundings.err(), surroundings.environment());
            try (Cancellation cancellation = Cancellation.watch()) {
                TryCompanion companion =
                        new TryCompanion(target, !again, file, progress::notice, cancellation::requested);
                ResultDocument result =
                        new RunExecutor(folder, harness, companion, progress, cancellation::requested).execute(matrix);
                FoundFlow flow = companion.found();
                if (flow != null && target != null) {
                    flowFile.write(target.application(flow.steps(), file), scenario, remarks(target));
                }
                show(result, folder, last, application, scenario);
                tell(result, folder, flow);
                return result.exitCode();
            }
        }
    }

    private void requireGoodArguments() {
        if (repeat < 1 || repeat > 100) {
            throw new ParameterException(spec.commandLine(), "--repeat must be from 1 to 100, was " + repeat);
        }
        if (url != null && phantom) {
            throw new ParameterException(spec.commandLine(), "give either URL or --phantom");
        }
        if (url == null && !phantom && !again) {
            throw new ParameterException(spec.commandLine(), "URL is missing (or --phantom, or --again)");
        }
    }

    private ScenarioDocument read() {
        if (!Files.isRegularFile(file)) {
            throw new VoxFault(FaultCode.BAD_ARGUMENT, "there is no " + file + " to repeat; 'vox try URL' writes one");
        }
        ScenarioDocument document = ScenarioParser.withParameters(Map.of()).parse(file);
        if (document.application() == null) {
            throw new VoxFault(FaultCode.BAD_ARGUMENT, file + " holds no application");
        }
        return document;
    }

    private Scenario scenario(@Nullable ScenarioDocument known) {
        Path named = scenarioFile;
        if (named != null) {
            return ScenarioParser.withParameters(Map.of()).parseScenario(named);
        }
        Scenario own = known == null ? null : known.scenario();
        return own == null ? StandardScenarios.standard() : own;
    }

    /** What was named on the command line, or the phantom that the file is about; null = the file's own address. */
    private @Nullable TryTarget target(@Nullable ScenarioDocument known) {
        Application application = known == null ? null : known.application();
        boolean aboutPhantom = application != null && application.tags().contains(TryTarget.Phantom.TAG);
        String named = url;
        if (named != null) {
            return TryTarget.of(named);
        }
        return phantom || aboutPhantom ? TryTarget.phantom() : null;
    }

    private Application plain(@Nullable TryTarget target) {
        if (target == null) {
            throw new IllegalStateException("nothing to try");
        }
        return new Application(target.name(), target.address(1), null, List.of(), List.of(), file);
    }

    private List<String> remarks(TryTarget target) {
        String start = target instanceof TryTarget.Phantom
                ? "Written by 'vox try --phantom'. Before 'vox run', start it: vox phantom --port "
                        + TryTarget.Phantom.PORT
                : "Written by 'vox try'. Edit it as you like: steps, scenario, names.";
        return List.of(
                start, "Hold it again:              vox run -a " + file, "Compare with the last run:  vox try --again");
    }

    private void show(
            ResultDocument result,
            RunFolder folder,
            @Nullable LastRun last,
            Application application,
            Scenario scenario) {
        List<Comparison> comparisons =
                last == null ? List.of() : last.compare(folder.path(), result, application.name(), scenario.name());
        if (!output.json()) {
            output.show(result, surroundings);
            if (again) {
                surroundings.out().println();
                surroundings.out().println(last == null ? "There is no last run to compare with." : heading(last));
                comparisons.forEach(comparison -> surroundings.out().println(comparison.sentence()));
            }
        } else if (again) {
            // One document all the same: the result with one field more.
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode document = mapper.valueToTree(result);
            document.put("comparedWith", last == null ? null : last.runId());
            document.set("comparisons", mapper.valueToTree(comparisons));
            surroundings.out().print(ResultJson.write(document));
            output.writeFiles(result);
        } else {
            output.show(result, surroundings);
        }
        surroundings.out().flush();
    }

    private static String heading(LastRun last) {
        return "Compared with the last run (" + last.runId() + "):";
    }

    private void tell(ResultDocument result, RunFolder folder, @Nullable FoundFlow flow) {
        ResultDocument.Fault fault = result.fault();
        if (fault != null) {
            surroundings.err().println("vox: " + Printable.of(fault.message()));
        }
        if (flow != null) {
            int steps = flow.steps().size();
            surroundings
                    .err()
                    .println("Wrote " + file + " with " + (steps == 1 ? "1 step" : steps + " steps")
                            + " to the microphone; repeat: vox try --again");
        }
        surroundings.err().println("Report: " + folder.report());
        surroundings.err().flush();
    }
}
