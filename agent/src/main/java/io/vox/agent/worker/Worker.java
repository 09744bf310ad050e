package io.vox.agent.worker;

import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.corpus.Corpus;
import io.vox.agent.fault.ExitCode;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.job.Backoff;
import io.vox.agent.job.HeldJob;
import io.vox.agent.job.JobHarness;
import io.vox.agent.job.JobRunner;
import io.vox.agent.job.StopReason;
import io.vox.agent.run.ToolVersion;
import io.vox.agent.secret.Redactor;
import io.vox.agent.speech.FliteTextToSpeech;
import io.vox.sdk.CanceledException;
import io.vox.sdk.Vox;
import io.vox.sdk.VoxException;
import io.vox.sdk.model.EvalAgentRegistration;
import io.vox.sdk.model.Host;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An eval agent at work, from its registration to its end. {@link #run} is called once. */
public final class Worker {
    private static final Duration LONGEST_CONVERSATION = Duration.ofMinutes(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration REGISTRATION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHORTEST_HEARTBEAT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_HEARTBEAT_TIMEOUT = Duration.ofSeconds(15);
    /** What the network may take on top of the wait of a claim. */
    private static final Duration CLAIM_MARGIN = Duration.ofSeconds(15);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final String PART = "agent";

    private final WorkerSettings settings;
    private final JobHarness harness;
    private final StopSignal stop;
    private final WorkerStatus status;
    private final Redactor redactor;
    private final Ending ending;
    private final HeldJobs jobs;
    private final Vox vox;
    private @Nullable Thread interruptible;

    /**
     * Makes a worker.
     *
     * @param harness what jobs are measured with
     * @param talk gets a line for each change of what the worker does
     */
    public Worker(WorkerSettings settings, JobHarness harness, StopSignal stop, Consumer<String> talk) {
        this.settings = settings;
        this.harness = harness;
        this.stop = stop;
        this.redactor = Redactor.of(List.of(settings.token()));
        this.status = new WorkerStatus(talk, redactor);
        this.ending = new Ending(stop, redactor);
        this.jobs = new HeldJobs(settings.slots());
        this.vox = Vox.builder()
                .url(settings.url())
                .token(settings.token())
                .timeout(REQUEST_TIMEOUT)
                // Every loop is a repetition by itself.
                .retries(0)
                .userAgent("vox-agent/" + ToolVersion.current())
                .build();
        stop.onChange(this::stopping);
    }

    /** Works until it is asked to stop, or cannot go on. */
    public WorkerEnd run() {
        try {
            Optional<Session> session = register();
            if (session.isPresent() && isExpectedRegion(session.get())) {
                work(session.get());
            }
        } catch (InterruptedException ended) {
            jobs.stopAll(StopReason.LOST);
            Thread.currentThread().interrupt();
        }
        return ending.get();
    }

    /** What it does right now, in one line. */
    public String statusLine() {
        return status.line();
    }

    // --- beginning ---------------------------------------------------------------------------------------------------

    private Optional<Session> register() throws InterruptedException {
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        status.set(PART, "registering at " + settings.url());
        while (!stop.isRaised()) {
            String why;
            try {
                Session session = interruptible(this::newSession);
                status.set(PART, settings.name() + " in " + session.region());
                return Optional.of(session);
            } catch (CanceledException stopped) {
                continue;
            } catch (VoxException failure) {
                if (ending.ends(failure)) {
                    return Optional.empty();
                }
                why = failure.getMessage();
            } catch (IllegalArgumentException garbage) {
                why = "The server answers nonsense: " + garbage.getMessage() + ".";
            }
            Duration pause = backoff.next();
            status.set(PART, why + " Next try in " + Math.max(1, pause.toSeconds()) + " s.");
            stop.await(pause);
        }
        return Optional.empty();
    }

    private Session newSession() {
        EvalAgentRegistration registration = new EvalAgentRegistration()
                .name(settings.name())
                .version(ToolVersion.current())
                .host(new Host()
                        .os(System.getProperty("os.name") + " " + System.getProperty("os.version"))
                        .cores(Runtime.getRuntime().availableProcessors())
                        .browser(null));
        return Session.of(
                vox.toBuilder().timeout(REGISTRATION_TIMEOUT).build().daemon().registerEvalAgent(registration));
    }

    private boolean isExpectedRegion(Session session) {
        String expected = settings.region();
        if (expected == null || expected.equals(session.region())) {
            return true;
        }
        ending.end(ExitCode.USAGE, "the token is for the region " + session.region() + ", not for " + expected);
        return false;
    }

    // --- working -----------------------------------------------------------------------------------------------------

    private void work(Session session) throws InterruptedException {
        Loop heartbeat = Loop.start("heartbeat", heartbeat(session), ending::broken);
        try {
            if (isHostReady()) {
                claim(session);
            }
            jobs.awaitEmpty();
        } finally {
            // Last: until every job is reported it keeps their leases.
            heartbeat.interrupt();
            heartbeat.join();
        }
    }

    private HeartbeatLoop heartbeat(Session session) {
        Duration timeout = session.heartbeat();
        if (timeout.compareTo(LONGEST_HEARTBEAT_TIMEOUT) > 0) {
            timeout = LONGEST_HEARTBEAT_TIMEOUT;
        } else if (timeout.compareTo(SHORTEST_HEARTBEAT_TIMEOUT) < 0) {
            timeout = SHORTEST_HEARTBEAT_TIMEOUT;
        }
        return new HeartbeatLoop(vox.toBuilder().timeout(timeout).build(), session, jobs, status, ending);
    }

    /** Tests the host before it asks for its first job: one that cannot measure would only burn attempts. */
    private boolean isHostReady() throws InterruptedException {
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (!stop.isRaised()) {
            status.set("host", "making ready to measure");
            try {
                interruptible(() -> harness.of(library(), LONGEST_CONVERSATION).prepare(status::notice));
                status.clear("host");
                return !stop.isRaised();
            } catch (VoxFault fault) {
                if (fault.code() == FaultCode.CANCELED) {
                    Thread.interrupted();
                } else if (fault.code() == FaultCode.HOST_BUSY) {
                    status.set("host", fault.line());
                    stop.await(backoff.next());
                } else if (!stop.isRaised()) {
                    ending.end(fault.code().exitCode(), fault.line());
                }
            }
        }
        return false;
    }

    private void claim(Session session) throws InterruptedException {
        Vox patient =
                vox.toBuilder().timeout(session.claimWait().plus(CLAIM_MARGIN)).build();
        ClaimLoop claims =
                new ClaimLoop(patient, session, jobs, stop, status, ending, job -> begin(job), settings.once());
        Loop loop = Loop.start("claim", claims, ending::broken);
        stop.await();
        if (jobs.isEmpty()) {
            loop.interrupt();
        }
        // A claim that still waits beside a job ends by itself; what it brings is given back.
        jobs.awaitEmpty();
        loop.interrupt();
        loop.join();
        jobs.awaitEmpty();
        if (claims.hasAbandonedClaim()) {
            endSession();
        }
    }

    /**
     * A claim that was broken off may still wait at the server, which would give a job to nobody. The claim belongs to its
     * session, and a new registration ends that.
     */
    private void endSession() {
        try {
            newSession();
        } catch (VoxException | IllegalArgumentException unheard) {
            status.notice("The server did not hear of the end; a job that it gave away just now waits for its lease.");
        }
    }

    private void begin(HeldJob job) {
        jobs.add(job);
        // The order matters: a stop that comes in between finds the job.
        stopFor(stop.phase()).ifPresent(job::stop);
        status.set(job.id(), "beginning");
        JobRunner runner =
                new JobRunner(vox, harness, settings.folder(), redactor, status::notice, () -> killProcesses(job));
        // Not a virtual thread: analysing takes a processor for seconds, which the heartbeat must not wait for.
        Thread.ofPlatform().name("vox-" + job.id()).start(() -> {
            String outcome = "lost";
            try {
                outcome = runner.run(job, words -> status.set(job.id(), words));
            } finally {
                status.clear(job.id());
                status.notice(job + " is over: " + outcome);
                jobs.remove(job);
            }
        });
    }

    /** Browsers do not tell whose they are: where other jobs run, one that hangs has to end by itself. */
    private void killProcesses(HeldJob job) {
        if (jobs.all().equals(List.of(job))) {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        }
    }

    // --- stopping ----------------------------------------------------------------------------------------------------

    private void stopping(StopSignal.Phase phase) {
        status.set(
                "stopping",
                switch (phase) {
                    case WORKING -> "no";
                    case FINISHING -> "when what is begun is done; another signal gives it back";
                    case RELEASING -> "giving back what is begun";
                    case DROPPING -> "at once";
                });
        stopFor(phase).ifPresent(jobs::stopAll);
        synchronized (this) {
            if (interruptible != null) {
                interruptible.interrupt();
            }
        }
    }

    private static Optional<StopReason> stopFor(StopSignal.Phase phase) {
        return switch (phase) {
            case WORKING, FINISHING -> Optional.empty();
            case RELEASING -> Optional.of(StopReason.RELEASED);
            case DROPPING -> Optional.of(StopReason.LOST);
        };
    }

    /** Does what a stop interrupts; the interrupt does not outlast it. */
    private <T> T interruptible(Supplier<T> work) {
        synchronized (this) {
            interruptible = Thread.currentThread();
            if (stop.isRaised()) {
                interruptible.interrupt();
            }
        }
        try {
            return work.get();
        } finally {
            synchronized (this) {
                interruptible = null;
                Thread.interrupted();
            }
        }
    }

    private static SpeechLibrary library() {
        return new SpeechLibrary(Corpus.standard(), new FliteTextToSpeech(), null);
    }
}
