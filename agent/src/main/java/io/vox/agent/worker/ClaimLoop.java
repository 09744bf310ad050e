package io.vox.agent.worker;

import io.vox.agent.job.Backoff;
import io.vox.agent.job.HeldJob;
import io.vox.sdk.CanceledException;
import io.vox.sdk.Vox;
import io.vox.sdk.VoxException;
import io.vox.sdk.model.Claim;
import io.vox.sdk.model.ClaimedJob;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks for a job whenever a slot is free, each time for as long as the server wants to be asked. Used by one thread, but
 * for {@link #hasAbandonedClaim}.
 */
final class ClaimLoop implements Loop.Round {
    private static final String PART = "claim";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** After an answer that came when it was due, the next question only keeps away from those of others. */
    private static final Duration BREATH = Duration.ofMillis(50);
    /** After one that came too early: the server does not wait, and is not to be stormed. */
    private static final Duration UNWAITED_PAUSE = Duration.ofSeconds(2);
    /** Waits differ, so that eval agents that came at once do not come back at once. */
    private static final double JITTER = 0.8;

    private final Vox vox;
    private final Session session;
    private final HeldJobs jobs;
    private final StopSignal stop;
    private final WorkerStatus status;
    private final Ending ending;
    private final Consumer<HeldJob> start;
    private final boolean once;
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private volatile boolean abandonedClaim;

    /**
     * Makes a loop.
     *
     * @param vox a client that does not repeat by itself and waits longer than a claim
     * @param start begins a job and returns at once
     * @param once whether one job is enough
     */
    ClaimLoop(
            Vox vox,
            Session session,
            HeldJobs jobs,
            StopSignal stop,
            WorkerStatus status,
            Ending ending,
            Consumer<HeldJob> start,
            boolean once) {
        this.vox = vox;
        this.session = session;
        this.jobs = jobs;
        this.stop = stop;
        this.status = status;
        this.ending = ending;
        this.start = start;
        this.once = once;
    }

    @Override
    public Optional<Duration> runOnce() throws InterruptedException {
        status.clear(PART);
        jobs.awaitFreeSlot();
        if (stop.isRaised()) {
            return Optional.empty();
        }
        status.set(PART, "waiting for a job in " + session.region());
        Duration wait = Duration.ofSeconds(Math.round(
                Math.ceil(Backoff.jittered(session.claimWait(), JITTER).toMillis() / 1000.0)));
        long asked = System.nanoTime();
        try {
            ClaimedJob claimed = vox.daemon()
                    .claimJob(new Claim().session(session.id()).waitSeconds(Math.toIntExact(wait.toSeconds())));
            if (claimed == null) {
                backoff.reset();
                return Optional.of(afterNothing(Duration.ofNanos(System.nanoTime() - asked), wait));
            }
            return begin(claimed);
        } catch (CanceledException stopped) {
            abandonedClaim = true;
            return Optional.empty();
        } catch (VoxException failure) {
            return ending.ends(failure) ? Optional.empty() : failed(String.valueOf(failure.getMessage()));
        }
    }

    /** Whether a claim was broken off, so that the server may hold a job for it. */
    boolean hasAbandonedClaim() {
        return abandonedClaim;
    }

    private Optional<Duration> begin(ClaimedJob claimed) {
        HeldJob job;
        try {
            job = new HeldJob(claimed, session.lease());
        } catch (IllegalArgumentException garbage) {
            return failed("The server's answer is no job: " + garbage.getMessage() + ".");
        }
        backoff.reset();
        status.clear(PART);
        start.accept(job);
        if (once) {
            stop.to(StopSignal.Phase.FINISHING);
            return Optional.empty();
        }
        return Optional.of(Duration.ZERO);
    }

    private static Duration afterNothing(Duration took, Duration wait) {
        boolean waited = !wait.isZero() && took.compareTo(wait.dividedBy(2)) >= 0;
        return Backoff.jittered(waited ? BREATH : UNWAITED_PAUSE, 0.5);
    }

    private Optional<Duration> failed(String why) {
        Duration pause = backoff.next();
        status.set(PART, why + " Next try in " + Math.max(1, pause.toSeconds()) + " s.");
        return Optional.of(pause);
    }
}
