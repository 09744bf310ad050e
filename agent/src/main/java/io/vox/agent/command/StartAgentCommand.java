package io.vox.agent.command;

import io.vox.agent.job.JobHarness;
import io.vox.agent.run.BrowserHarness;
import io.vox.agent.run.Gate;
import io.vox.agent.run.VoxHome;
import io.vox.agent.run.output.Printable;
import io.vox.agent.worker.StopSignal;
import io.vox.agent.worker.Worker;
import io.vox.agent.worker.WorkerEnd;
import io.vox.agent.worker.WorkerFolder;
import io.vox.agent.worker.WorkerSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The eval agent daemon: does the jobs of a server until it is stopped. */
@Command(
        name = "start",
        description = "Does the jobs of a Vox server until it is stopped.",
        footer = {
            "",
            "The token comes from the file of --token-file or from VOX_AGENT_TOKEN, never from an argument, which every",
            "user of the machine could read.",
            "",
            "Told to stop (INT, TERM or HUP) it finishes the job it has; told again it gives that back; told a third",
            "time it drops it. Files of jobs are kept under VOX_HOME (~/.vox) and removed when they are uploaded.",
            "",
            "Examples:",
            "  vox agent start --url https://vox.example --token-file ~/.vox/token",
            "  VOX_AGENT_TOKEN=... vox_eval_agentd --name runner-2 --region eu-west",
        })
@SuppressWarnings("NullAway.Init")
final class StartAgentCommand implements Callable<Integer> {
    private static final int MOST_SLOTS = 16;
    private static final int LONGEST_NAME = 200;
    private static final String DEFAULT_URL = "http://127.0.0.1:8080";

    private final CommandSurroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private GateOptions gate;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server (default: VOX_URL, else " + DEFAULT_URL + ").")
    private @Nullable String url;

    @Option(names = "--token-file", paramLabel = "FILE", description = "Holds the eval agent token.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Unique among the eval agents of the token (default: the name of this host).")
    private @Nullable String name;

    @Option(
            names = "--region",
            paramLabel = "SLUG",
            description = "Where this is; refuses to start with a token for another region.")
    private @Nullable String region;

    @Option(
            names = "--slots",
            defaultValue = "1",
            paramLabel = "N",
            description = "Jobs at once; each takes about two cores, and more disturb each other"
                    + " (default: ${DEFAULT-VALUE}).")
    private int slots;

    @Option(names = "--release", description = "When told to stop, give the job back instead of finishing it.")
    private boolean release;

    @Option(names = "--once", description = "End after one job.")
    private boolean once;

    @Option(
            names = "--headless",
            arity = "0..1",
            defaultValue = "true",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Show no window (default: ${DEFAULT-VALUE}).")
    private boolean headless;

    @Option(names = "--no-install", description = "Never install a browser; fail where there is none.")
    private boolean refuseInstallation;

    StartAgentCommand(CommandSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (slots < 1 || slots > MOST_SLOTS) {
            throw bad("--slots must be from 1 to " + MOST_SLOTS + ", was " + slots);
        }
        String agentName = agentName();
        URI server = server();
        String token = AgentToken.read(tokenFile, surroundings.environment());
        try (WorkerFolder folder = WorkerFolder.take(VoxHome.of(surroundings.environment()), agentName)) {
            WorkerSettings settings =
                    new WorkerSettings(server, token, agentName, region, slots, once, release, folder.jobs());
            return work(settings);
        }
    }

    private int work(WorkerSettings settings) {
        Gate host = gate.gate();
        JobHarness harness =
                (library, limit) -> new BrowserHarness(headless, !refuseInstallation, library, limit, host);
        StopSignal stop = new StopSignal(settings.releasing());
        Worker worker = new Worker(settings, harness, stop, this::say);
        StopSignals signals = StopSignals.raise(stop);
        WorkerEnd end = worker.run();
        signals.restore();
        if (!end.line().isEmpty()) {
            surroundings.err().println("vox: " + Printable.of(end.line()));
        }
        return end.exitCode().code();
    }

    private void say(String line) {
        LocalTime now = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
        surroundings.err().println(now + " " + Printable.of(line));
        surroundings.err().flush();
    }

    private URI server() {
        String environment = surroundings.environment().getOrDefault("VOX_URL", "");
        String given = url;
        String written = given != null ? given : environment.isBlank() ? DEFAULT_URL : environment;
        try {
            URI address = new URI(written.strip());
            String scheme = String.valueOf(address.getScheme());
            if (address.getHost() != null && scheme.matches("(?i)https?") && address.getUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException malformed) {
            // Told below.
        }
        throw bad("'" + written + "' is not the address of a server, such as " + DEFAULT_URL);
    }

    private String agentName() {
        String given = name;
        String chosen = given == null ? hostName() : given;
        if (chosen.isBlank() || chosen.length() > LONGEST_NAME) {
            throw bad("--name must have from 1 to " + LONGEST_NAME + " characters");
        }
        return chosen;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "eval-agent";
        }
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
