package io.vox.agent.command;

import io.vox.agent.calibration.PhantomCall;
import io.vox.agent.calibration.PhantomCompanion;
import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.corpus.Corpus;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.phantom.PhantomProgram;
import io.vox.agent.phantom.PhantomServer;
import io.vox.agent.progress.TerminalProgress;
import io.vox.agent.run.BrowserHarness;
import io.vox.agent.run.Cancellation;
import io.vox.agent.run.ResultDocument;
import io.vox.agent.run.ResultJson;
import io.vox.agent.run.RunExecutor;
import io.vox.agent.run.RunFolder;
import io.vox.agent.run.output.Printable;
import io.vox.agent.run.output.ResultText;
import io.vox.agent.scenario.Application;
import io.vox.agent.scenario.Matrix;
import io.vox.agent.scenario.Scenario;
import io.vox.agent.scenario.StandardScenarios;
import io.vox.agent.speech.FliteTextToSpeech;
import java.io.IOException;
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

/** Measures the calibration agent and shows the error of every figure beside it. */
@Command(
        name = "demo",
        description = "Measures the built-in calibration agent and shows the error of each figure.",
        footer = {
            "",
            "Truth is what the agent's own page hears: programmed times, plus what the browser's audio and WebRTC add.",
            "",
            "Examples:",
            "  vox demo --local",
            "  vox demo --local --json > demo.json",
            "  vox demo --local --conversations 5 --delay 1500 --stop 500 --transport direct",
        })
@SuppressWarnings("NullAway.Init")
final class DemoCommand implements Callable<Integer> {
    private static final int FEWEST_CONVERSATIONS = 3;
    private static final int MOST_CONVERSATIONS = 100;
    /** Questions 1 and 4 are answered shortly; those before a barge-in get answers of seven seconds. */
    private static final String ANSWERS = "agent_answer_1,agent_long_1,agent_answer_2,agent_long_2";

    private final CommandSurroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BrowserOptions browser;

    @Mixin
    private GateOptions gate;

    @Option(names = "--local", description = "Measure on this machine alone, without a server.")
    private boolean local;

    // Accepted because --local always ends by itself; the demonstration with a server will not.
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--once", description = "End when the conversations are over; with --local it always does.")
    private boolean once;

    @Option(names = "--json", description = "Print one JSON document instead of tables.")
    private boolean json;

    @Option(
            names = "--conversations",
            defaultValue = "3",
            paramLabel = "N",
            description = "How many, 3 to 100; each has four questions and two barge-ins (default: ${DEFAULT-VALUE}).")
    private int conversations;

    @Option(
            names = "--warm-up",
            hidden = true,
            description = "Hold one short conversation, so that the launcher can note what the JVM loads.")
    private boolean warmUp;

    @Option(names = "--out", paramLabel = "DIR", description = "The run folder (default: a new one in ~/.vox/runs).")
    private @Nullable Path out;

    @Option(
            names = "--delay",
            defaultValue = "800",
            paramLabel = "MS",
            description = "How long the agent takes to answer (default: ${DEFAULT-VALUE}).")
    private String delay;

    @Option(
            names = "--stop",
            defaultValue = "250",
            paramLabel = "MS",
            description = "How long it takes to fall silent (default: ${DEFAULT-VALUE}).")
    private String stop;

    @Option(
            names = "--transport",
            defaultValue = "webrtc",
            paramLabel = "webrtc|direct",
            description = "How the voices travel (default: ${DEFAULT-VALUE}).")
    private String transport;

    @Option(
            names = "--playback",
            defaultValue = "element",
            paramLabel = "HOW",
            description =
                    "Where the page plays the voice: element, audio, iframe or shadow (default: ${DEFAULT-VALUE}).")
    private String playback;

    DemoCommand(CommandSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!local) {
            throw new ParameterException(
                    spec.commandLine(), "the demonstration with a server is not there yet; use 'vox demo --local'");
        }
        if (conversations < FEWEST_CONVERSATIONS || conversations > MOST_CONVERSATIONS) {
            throw new ParameterException(
                    spec.commandLine(), "--conversations must be from 3 to 100, was " + conversations);
        }
        PhantomProgram program = program();
        RunFolder folder = RunFolder.create(out, surroundings.environment(), Instant.now());
        try (Cancellation cancellation = Cancellation.watch();
                PhantomServer phantom =
                        PhantomServer.start(0, program, folder.path().resolve("truth"))) {
            ResultDocument result = measure(phantom, folder, cancellation);
            show(result, folder);
            return result.exitCode();
        } catch (IOException failure) {
            throw new VoxFault(FaultCode.DISK, "cannot serve the phantom: " + failure.getMessage(), failure);
        }
    }

    private PhantomProgram program() {
        try {
            return PhantomProgram.standard("demo")
                    .with(Map.of(
                            "delayMs", delay,
                            "stopMs", stop,
                            "transport", transport,
                            "playback", playback,
                            "answers", ANSWERS));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private ResultDocument measure(PhantomServer phantom, RunFolder folder, Cancellation cancellation) {
        SpeechLibrary library = new SpeechLibrary(Corpus.standard(), new FliteTextToSpeech(), null);
        Application application = new PhantomCall(phantom, "demo", Map.of()).application();
        Scenario scenario = warmUp ? StandardScenarios.warmUp() : StandardScenarios.demo();
        BrowserHarness harness =
                new BrowserHarness(browser.headless(), browser.install(), library, browser.timeout(), gate.gate());
        RunExecutor executor = new RunExecutor(
                folder,
                harness,
                new PhantomCompanion(phantom, library),
                TerminalProgress.on(surroundings.err(), surroundings.environment()),
                cancellation::requested);
        return executor.execute(Matrix.of(List.of(application), List.of(scenario), warmUp ? 1 : conversations));
    }

    private void show(ResultDocument result, RunFolder folder) {
        if (json) {
            surroundings.out().print(ResultJson.write(DemoDocument.of(result)));
        } else {
            ResultText.lines(result, surroundings.ink()).forEach(surroundings.out()::println);
            surroundings.out().println();
            ErrorTable.lines(DemoDocument.errors(result)).forEach(surroundings.out()::println);
        }
        surroundings.out().flush();
        ResultDocument.Fault fault = result.fault();
        if (fault != null) {
            surroundings.err().println("vox: " + Printable.of(fault.message()));
        }
        surroundings.err().println("Report: " + folder.report());
        surroundings.err().flush();
    }
}
