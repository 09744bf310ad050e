package io.vox.agent.command;

import io.vox.agent.calibration.PhantomCall;
import io.vox.agent.calibration.PhantomCompanion;
import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.corpus.Corpus;
import io.vox.agent.demo.DemoException;
import io.vox.agent.demo.DemoResult;
import io.vox.agent.demo.DemoSettings;
import io.vox.agent.demo.Demonstration;
import io.vox.agent.fault.ExitCode;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.phantom.PhantomProgram;
import io.vox.agent.phantom.PhantomServer;
import io.vox.agent.progress.TerminalProgress;
import io.vox.agent.run.BrowserHarness;
import io.vox.agent.run.Cancellation;
import io.vox.agent.run.Gate;
import io.vox.agent.run.ResultDocument;
import io.vox.agent.run.ResultJson;
import io.vox.agent.run.RunExecutor;
import io.vox.agent.run.RunFolder;
import io.vox.agent.run.VoxHome;
import io.vox.agent.run.output.Printable;
import io.vox.agent.run.output.ResultText;
import io.vox.agent.scenario.Application;
import io.vox.agent.scenario.Matrix;
import io.vox.agent.scenario.Scenario;
import io.vox.agent.scenario.StandardScenarios;
import io.vox.agent.speech.FliteTextToSpeech;
import io.vox.agent.worker.StopSignal;
import io.vox.sdk.model.Fault;
import io.vox.sdk.model.JobStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the calibration agent and shows the error of every figure beside it, with a server or without. */
@Command(
        name = "demo",
        description = "Measures the built-in calibration agent and shows the error of each figure.",
        footer = {
            "",
            "Starts a server with a database of its own in VOX_HOME (~/.vox) and an eval agent, has the calibration agent",
            "measured by a job of the server, shows the leaderboard, and serves until Ctrl-C. A second time it takes up",
            "what is there.",
            "",
            "Truth is what the agent's own page hears: programmed times, plus what the browser's audio and WebRTC add.",
            "",
            "Examples:",
            "  vox demo",
            "  vox demo --once --json > demo.json",
            "  vox demo --local --conversations 5 --delay 1500 --stop 500 --transport direct",
        })
@SuppressWarnings("NullAway.Init")
final class DemoCommand implements Callable<Integer> {
    private static final int FEWEST_CONVERSATIONS = 3;
    private static final int MOST_CONVERSATIONS = 100;
    private static final int LAST_PORT = 65_535;
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

    @Option(names = "--once", description = "End when the conversations are over; with --local it always does.")
    private boolean once;

    @Option(names = "--json", description = "Print one JSON document instead of tables.")
    private boolean json;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Where the server is; 0 = any free port (default: 8080, or any if that is taken).")
    private @Nullable Integer port;

    @Option(
            names = "--conversations",
            defaultValue = "3",
            paramLabel = "N",
            description = "How many, 3 to 100; each has four questions and two barge-ins (default: ${DEFAULT-VALUE}).")
    private int conversations;

    @Option(
            names = "--warm-up",
            hidden = true,
            description = "Hold one short conversation, for the launcher to note what the JVM loads, and for tests.")
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
        if (conversations < FEWEST_CONVERSATIONS || conversations > MOST_CONVERSATIONS) {
            throw new ParameterException(
                    spec.commandLine(), "--conversations must be from 3 to 100, was " + conversations);
        }
        return local ? measureHere(program()) : measureByServer(program());
    }

    // --- without a server --------------------------------------------------------------------------------------------

    private int measureHere(PhantomProgram program) {
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
        BrowserHarness harness =
                new BrowserHarness(browser.headless(), browser.install(), library, browser.timeout(), gate.gate());
        RunExecutor executor = new RunExecutor(
                folder,
                harness,
                new PhantomCompanion(phantom, library),
                TerminalProgress.on(surroundings.err(), surroundings.environment()),
                cancellation::requested);
        return executor.execute(Matrix.of(List.of(application), List.of(scenario()), count()));
    }

    private void show(ResultDocument result, RunFolder folder) {
        if (json) {
            surroundings.out().print(ResultJson.write(DemoDocument.of(result)));
        } else {
            showText(result);
        }
        surroundings.out().flush();
        ResultDocument.Fault fault = result.fault();
        if (fault != null) {
            complain(fault.message());
        }
        say("Report: " + folder.report());
    }

    // --- with a server -----------------------------------------------------------------------------------------------

    private int measureByServer(PhantomProgram program) {
        StopSignal stop = new StopSignal(false);
        StopSignals signals = StopSignals.raise(stop);
        AtomicInteger exitCode = new AtomicInteger(ExitCode.CANCELED.code());
        try {
            new Demonstration(settings(program), stop, this::say).run(once, demo -> exitCode.set(show(demo)));
            return exitCode.get();
        } catch (DemoException failure) {
            complain(failure.line());
            return failure.exitCode().code();
        } finally {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            signals.restore();
        }
    }

    private DemoSettings settings(PhantomProgram program) {
        String root = surroundings.environment().getOrDefault("VOX_ROOT", "");
        if (root.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "VOX_ROOT does not say where Vox is; start it by ./vox demo");
        }
        Integer given = port;
        if (given != null && (given < 0 || given > LAST_PORT)) {
            throw new ParameterException(
                    spec.commandLine(), "--port must be from 0 to " + LAST_PORT + ", was " + given);
        }
        Gate host = gate.gate();
        return new DemoSettings(
                Path.of(root),
                VoxHome.of(surroundings.environment()),
                surroundings.environment(),
                given,
                out,
                program,
                scenario(),
                count(),
                (library, limit) -> new BrowserHarness(browser.headless(), browser.install(), library, limit, host));
    }

    /** Shows what was found, and answers the exit code. */
    private int show(DemoResult demo) {
        ResultDocument result = demo.result();
        if (json) {
            surroundings.out().print(ResultJson.write(ServerDemoDocument.of(demo)));
        } else {
            if (result != null) {
                showText(result);
                surroundings.out().println();
            }
            LeaderboardTable.lines(demo.leaderboard()).forEach(surroundings.out()::println);
        }
        surroundings.out().flush();
        Fault fault = demo.job().getFault();
        if (fault != null) {
            complain("job " + demo.job().getId() + " failed: " + fault.getMessage());
        }
        if (demo.report() != null) {
            say("Report: " + demo.report());
        }
        if (demo.job().getStatus() != JobStatus.COMPLETED) {
            return (fault == null ? ExitCode.CANCELED : exitCode(fault)).code();
        }
        return result == null ? ExitCode.PASS.code() : result.exitCode();
    }

    private static ExitCode exitCode(Fault fault) {
        return switch (fault.getKind()) {
            case AGENT_FAULT -> ExitCode.FAILED;
            case HARNESS_FAULT, UNKNOWN_DEFAULT_OPEN_API -> ExitCode.HARNESS_FAULT;
            case TARGET_UNAVAILABLE -> ExitCode.TARGET_UNAVAILABLE;
            case USAGE -> ExitCode.USAGE;
            case CANCELED -> ExitCode.CANCELED;
        };
    }

    // --- both --------------------------------------------------------------------------------------------------------

    private Scenario scenario() {
        return warmUp ? StandardScenarios.warmUp() : StandardScenarios.demo();
    }

    private int count() {
        return warmUp ? 1 : conversations;
    }

    private void showText(ResultDocument result) {
        ResultText.lines(result, surroundings.ink()).forEach(surroundings.out()::println);
        surroundings.out().println();
        ErrorTable.lines(DemoDocument.errors(result)).forEach(surroundings.out()::println);
    }

    private void complain(String line) {
        say("vox: " + line);
    }

    private void say(String line) {
        surroundings.err().println(Printable.of(line));
        surroundings.err().flush();
    }
}
