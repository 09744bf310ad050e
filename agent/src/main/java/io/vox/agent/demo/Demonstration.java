package io.vox.agent.demo;

import io.vox.agent.calibration.PhantomCall;
import io.vox.agent.fault.ExitCode;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.phantom.PhantomServer;
import io.vox.agent.run.ResultJson;
import io.vox.agent.run.RunFolder;
import io.vox.agent.run.ToolVersion;
import io.vox.agent.worker.StopSignal;
import io.vox.agent.worker.WorkerEnd;
import io.vox.sdk.CanceledException;
import io.vox.sdk.EventStream;
import io.vox.sdk.Pages;
import io.vox.sdk.Vox;
import io.vox.sdk.VoxException;
import io.vox.sdk.model.Artifact;
import io.vox.sdk.model.ArtifactKind;
import io.vox.sdk.model.ArtifactList;
import io.vox.sdk.model.EvalAgentToken;
import io.vox.sdk.model.EvalAgentTokenList;
import io.vox.sdk.model.Fleet;
import io.vox.sdk.model.Job;
import io.vox.sdk.model.JobEvent;
import io.vox.sdk.model.JobEventType;
import io.vox.sdk.model.JobList;
import io.vox.sdk.model.JobStatus;
import io.vox.sdk.model.Leaderboard;
import io.vox.sdk.model.LeaderboardRow;
import io.vox.sdk.model.NewEvalAgentToken;
import io.vox.sdk.model.NewRun;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One demonstration, from the start of the server to its end. {@link #run} is called once; whoever raises the signal ends
 * it, in order, from any thread.
 */
public final class Demonstration {
    private static final int USUAL_PORT = 8080;
    private static final int PAGE = 100;
    private static final int FIRST = 100;
    private static final Duration CALL = Duration.ofSeconds(30);
    private static final Duration LAST_CALL = Duration.ofSeconds(3);
    private static final Duration BOARD_WITHIN = Duration.ofSeconds(15);
    private static final Duration BOARD_PAUSE = Duration.ofMillis(200);

    private final DemoSettings settings;
    private final Consumer<String> talk;
    private final Thread thread = Thread.currentThread();
    private @Nullable DemoException broken;

    /**
     * Makes one that the current thread will run.
     *
     * @param stop ends it when it is raised; raised again it makes that end faster
     * @param talk gets what happens, line by line
     */
    public Demonstration(DemoSettings settings, StopSignal stop, Consumer<String> talk) {
        this.settings = settings;
        this.talk = talk;
        stop.onChange(_ -> thread.interrupt());
    }

    /**
     * Starts everything, has the phantom measured and shows what was found; then serves until it is stopped, unless
     * {@code once}.
     *
     * @param show gets what was found
     * @return whether it came to its end; false = it was stopped before there was anything to show
     * @throws DemoException if it cannot go on
     * @throws VoxFault if something on this machine is amiss
     */
    public boolean run(boolean once, Consumer<DemoResult> show) {
        boolean shown = false;
        try (PhantomServer phantom = phantom();
                ServerProcess server = server(phantom)) {
            URI address = server.awaitAddress();
            server.onEnd(() -> breakOff(
                    new DemoException(ExitCode.SERVER_ERROR, "the server has ended by itself: " + server.lastWords())));
            try (PrintStream log = log("demo-agent.log")) {
                Vox anonymous = Vox.builder()
                        .url(address)
                        .timeout(CALL)
                        .userAgent("vox-demo/" + ToolVersion.current())
                        .build();
                talk.accept("Setting up what is to be measured...");
                DemoAccounts accounts = DemoAccounts.signIn(anonymous, settings.home());
                DemoMemory.read(settings.home())
                        .withPhantomPort(phantom.uri().getPort())
                        .write(settings.home());
                NewRun wanted = wanted(accounts, phantom);
                String token = agentToken(accounts.admin());
                DemoHarness harness = new DemoHarness(settings.harness(), phantom, talk);
                try (AgentThread _ =
                        AgentThread.start(address, token, settings.home(), harness, log::println, this::agentEnded)) {
                    show.accept(measure(accounts.scout(), wanted));
                    shown = true;
                    if (!once) {
                        serve(address, phantom);
                    }
                }
            }
        } catch (InterruptedException | CanceledException ended) {
            reason();
        } catch (IOException failure) {
            throw new VoxFault(FaultCode.DISK, "cannot serve the phantom: " + failure.getMessage(), failure);
        } catch (VoxException refused) {
            reason();
            throw new DemoException(ExitCode.SERVER_ERROR, String.valueOf(refused.getMessage()));
        } finally {
            Thread.interrupted();
        }
        return shown;
    }

    // --- what can break ----------------------------------------------------------------------------------------------

    private void agentEnded(WorkerEnd end) {
        if (!end.line().isEmpty()) {
            breakOff(new DemoException(end.exitCode(), end.line()));
        }
    }

    private void breakOff(DemoException reason) {
        synchronized (this) {
            if (broken != null) {
                return;
            }
            broken = reason;
        }
        thread.interrupt();
    }

    /** Throws the reason why the thread was interrupted, unless that was the signal. */
    private synchronized void reason() {
        if (broken != null) {
            throw broken;
        }
    }

    // --- starting ----------------------------------------------------------------------------------------------------

    /** At the same address as the last time, if that is free: then the workflow stays as it is. */
    private PhantomServer phantom() throws IOException {
        Path truth = settings.home().resolve("phantom");
        int port = DemoMemory.read(settings.home()).phantomPort();
        try {
            return PhantomServer.start(port, settings.program(), truth);
        } catch (BindException taken) {
            return PhantomServer.start(0, settings.program(), truth);
        }
    }

    private ServerProcess server(PhantomServer phantom) {
        boolean first = !Files.exists(settings.home().resolve("postgres"))
                && settings.environment().getOrDefault("DATABASE_URL", "").isBlank();
        talk.accept(
                first
                        ? "Starting PostgreSQL and the server; the first time it makes a database in " + settings.home()
                        : "Starting PostgreSQL and the server, with what is in " + settings.home());
        return ServerProcess.start(
                settings.root().resolve("vox"),
                Map.of(
                        "VOX_HOME", settings.home().toString(),
                        "VOX_HOST", "127.0.0.1",
                        "VOX_PORT", String.valueOf(port()),
                        "VOX_DEMO", "true",
                        "VOX_EVALUATION_JOB_ALLOWED_HOSTS", phantom.uri().getAuthority()),
                settings.home().resolve("logs").resolve("demo-server.log"));
    }

    private int port() {
        Integer given = settings.port();
        if (given != null) {
            return given;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), USUAL_PORT));
            return USUAL_PORT;
        } catch (IOException taken) {
            return 0;
        }
    }

    private PrintStream log(String name) throws IOException {
        Path file = settings.home().resolve("logs").resolve(name);
        return new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
    }

    private NewRun wanted(DemoAccounts accounts, PhantomServer phantom) {
        DemoCatalog catalog = new DemoCatalog(accounts);
        catalog.provideRegion();
        String workflow =
                catalog.provideWorkflow(catalog.calibrationProvider(), PhantomCall.application(phantom.uri()));
        String evalSet = catalog.provideEvalSet(settings.scenario(), settings.conversations());
        cancelOlder(accounts.scout(), evalSet);
        return new NewRun()
                .workflowId(workflow)
                .evalSetId(evalSet)
                .regions(List.of(DemoCatalog.REGION))
                .priority(FIRST);
    }

    /** What a demonstration that was stopped or killed has left would be done before what is asked for now. */
    private static void cancelOlder(Vox scout, String evalSet) {
        for (JobStatus status : List.of(JobStatus.PENDING, JobStatus.RUNNING)) {
            List<Job> older = Pages.stream(
                            cursor -> scout.jobs()
                                    .listJobs(PAGE, cursor, null, status, null, null, null, evalSet, null, null, null),
                            JobList::getData,
                            JobList::getNextCursor)
                    .toList();
            older.forEach(job -> scout.jobs().cancelJob(job.getId()));
        }
    }

    private String agentToken(Vox admin) {
        DemoMemory memory = DemoMemory.read(settings.home());
        String known = memory.agentToken();
        if (known != null && isGood(admin, known)) {
            return known;
        }
        String made = admin.evalAgentTokens()
                .createEvalAgentToken(
                        new NewEvalAgentToken()
                                .name("Demonstration")
                                .region(DemoCatalog.REGION)
                                .fleet(Fleet.PUBLIC),
                        null)
                .getSecret();
        memory.withAgentToken(made).write(settings.home());
        return made;
    }

    private static boolean isGood(Vox admin, String token) {
        return Pages.stream(
                        cursor -> admin.evalAgentTokens().listEvalAgentTokens(PAGE, cursor),
                        EvalAgentTokenList::getData,
                        EvalAgentTokenList::getNextCursor)
                .filter(known -> known.getRevokedAt() == null)
                .map(EvalAgentToken::getPrefix)
                .anyMatch(token::startsWith);
    }

    // --- measuring ---------------------------------------------------------------------------------------------------

    private DemoResult measure(Vox scout, NewRun wanted) throws InterruptedException {
        Job job = scout.runs().createRun(wanted, null).getJobs().getFirst();
        talk.accept("Run " + job.getRunId() + ", job " + job.getId() + ":");
        try {
            follow(scout, job.getId());
            Job ended = scout.jobs().getJob(job.getId());
            RunFolder folder = RunFolder.create(settings.out(), settings.environment(), Instant.now());
            boolean measured = download(scout, job.getId(), folder);
            return new DemoResult(
                    ended,
                    measured ? ResultJson.readResult(folder.result()) : null,
                    measured ? folder.report() : null,
                    leaderboard(scout, ended));
        } catch (InterruptedException | CanceledException stopped) {
            cancel(scout, job.getId());
            throw stopped;
        }
    }

    private void follow(Vox scout, String jobId) throws InterruptedException {
        try (EventStream events = scout.streamJobEvents(jobId)) {
            for (JobEvent event : events) {
                boolean inner = event.getType() == JobEventType.TURN || event.getType() == JobEventType.NOTICE;
                talk.accept((inner ? "    " : "  ") + event.getMessage());
            }
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Nobody waits for it any more. The eval agent gives it back at the same time, in whatever order. */
    private static void cancel(Vox scout, String jobId) {
        boolean interrupted = Thread.interrupted();
        try {
            scout.toBuilder().timeout(LAST_CALL).retries(0).build().jobs().cancelJob(jobId);
        } catch (VoxException unheard) {
            // The next demonstration does it.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gets the result and the report; false = there is none. */
    private static boolean download(Vox scout, String jobId, RunFolder folder) {
        List<Artifact> files = Pages.stream(
                        cursor -> scout.jobs().listJobArtifacts(jobId, PAGE, cursor),
                        ArtifactList::getData,
                        ArtifactList::getNextCursor)
                .toList();
        try {
            return download(scout, files, ArtifactKind.RESULT, folder.result())
                    && download(scout, files, ArtifactKind.REPORT, folder.report());
        } catch (IOException failure) {
            throw RunFolder.disk("write to " + folder.path(), failure);
        }
    }

    private static boolean download(Vox scout, List<Artifact> files, ArtifactKind kind, Path target)
            throws IOException {
        // An earlier attempt may have left some, too.
        List<Artifact> wanted =
                files.stream().filter(file -> file.getKind() == kind).toList();
        if (wanted.isEmpty()) {
            return false;
        }
        Artifact newest = wanted.stream()
                .reduce((one, other) -> other.getAttempt() > one.getAttempt() ? other : one)
                .orElseThrow();
        scout.downloadArtifact(newest.getId(), target);
        return true;
    }

    /** Waits until the board has the result, which takes a few seconds at most. */
    private static List<LeaderboardRow> leaderboard(Vox anyone, Job job) throws InterruptedException {
        OffsetDateTime finished = job.getFinishedAt();
        long deadline = System.nanoTime() + BOARD_WITHIN.toNanos();
        while (true) {
            Leaderboard board = anyone.metrics().getLeaderboard(null, null, null, null);
            boolean there = job.getStatus() != JobStatus.COMPLETED
                    || (finished != null
                            && !board.getAsOf().isBefore(finished)
                            && board.getData().stream()
                                    .anyMatch(row -> row.getProvider()
                                            .getId()
                                            .equals(job.getProvider().getId())));
            if (there || System.nanoTime() > deadline) {
                return board.getData();
            }
            Thread.sleep(BOARD_PAUSE);
        }
    }

    // --- serving -----------------------------------------------------------------------------------------------------

    private void serve(URI server, PhantomServer phantom) throws InterruptedException {
        String base = server.toString().replaceAll("/$", "");
        talk.accept("");
        talk.accept("Serving until Ctrl-C:");
        talk.accept("  server       " + base + "/");
        talk.accept("  leaderboard  " + base + "/api/v1/metrics/leaderboard");
        talk.accept("  API          " + base + "/api/reference");
        talk.accept("  phantom      " + phantom.uri());
        talk.accept("Log in by 'vox login --url " + base + "' as " + DemoMemory.SCOUT + " or " + DemoMemory.ADMIN
                + "; the passwords are in " + DemoMemory.file(settings.home()));
        new CountDownLatch(1).await();
    }
}
