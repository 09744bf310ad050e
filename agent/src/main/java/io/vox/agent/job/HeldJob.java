package io.vox.agent.job;

import io.vox.sdk.model.ClaimedJob;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A job that the server gave to this eval agent, and the lease for it. The lease ends by itself on this machine's own
 * clock when no heartbeat has been answered for its length, so that a job is not gone on with that another has meanwhile.
 * Thread-safe.
 */
public final class HeldJob {
    private final ClaimedJob claimed;
    private final long leaseNanos;
    private final long timeUpNanos;
    private long leaseEndNanos;
    private @Nullable StopReason stopped;
    private boolean over;

    /**
     * Takes over a job.
     *
     * @param leaseLength how long the lease lasts after a heartbeat
     * @throws IllegalArgumentException if the answer lacks what a job must have
     */
    public HeldJob(ClaimedJob claimed, Duration leaseLength) {
        requireWhole(claimed);
        this.claimed = claimed;
        this.leaseNanos = leaseLength.toNanos();
        long now = System.nanoTime();
        this.leaseEndNanos = now + leaseNanos;
        this.timeUpNanos = now + TimeUnit.SECONDS.toNanos(claimed.getMaxSeconds());
    }

    /** What the server says of the job; no member that the contract requires is null. */
    public ClaimedJob claimed() {
        return claimed;
    }

    public String id() {
        return claimed.getJobId();
    }

    public String lease() {
        return claimed.getLease();
    }

    /**
     * The server extended the lease.
     *
     * @param askedNanos {@link System#nanoTime} when it was asked to
     */
    public synchronized void extend(long askedNanos) {
        if (askedNanos + leaseNanos - leaseEndNanos > 0) {
            leaseEndNanos = askedNanos + leaseNanos;
        }
    }

    /** Says that the job must end. The first reason stays, unless the lease is lost. */
    public synchronized void stop(StopReason reason) {
        if (stopped == null || reason == StopReason.LOST) {
            stopped = reason;
        }
        notifyAll();
    }

    /** Why the job must end, if it must. */
    public synchronized Optional<StopReason> stopReason() {
        if (stopped != StopReason.LOST && !over && System.nanoTime() - leaseEndNanos >= 0) {
            stopped = StopReason.LOST;
            notifyAll();
        }
        return Optional.ofNullable(stopped);
    }

    /** Whether the job must end. */
    public boolean mustStop() {
        return stopReason().isPresent();
    }

    /** Whether nothing may be written about the job any more. */
    public boolean isLost() {
        return stopReason().filter(StopReason.LOST::equals).isPresent();
    }

    /** How long the attempt may still take. */
    public Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, timeUpNanos - System.nanoTime()));
    }

    /** The job is done, or given up: the lease means nothing any more. */
    synchronized void over() {
        over = true;
        notifyAll();
    }

    /**
     * Waits until there is another reason to stop than {@code known}, or the job is over.
     *
     * @param known null = none
     * @return empty = it is over
     */
    synchronized Optional<StopReason> awaitStop(@Nullable StopReason known) throws InterruptedException {
        while (!over) {
            StopReason reason = stopReason().orElse(null);
            if (reason != known) {
                return Optional.ofNullable(reason);
            }
            if (reason == null && timeUpNanos - System.nanoTime() <= 0) {
                stop(StopReason.TIME_UP);
                continue;
            }
            if (reason == StopReason.LOST) {
                wait();
            } else {
                long next = reason == null ? Math.min(left(leaseEndNanos), left(timeUpNanos)) : left(leaseEndNanos);
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(next, TimeUnit.MILLISECONDS.toNanos(1)));
            }
        }
        return Optional.empty();
    }

    private static long left(long endNanos) {
        return endNanos - System.nanoTime();
    }

    private static void requireWhole(ClaimedJob claimed) {
        require(claimed.getJobId() != null && claimed.getLease() != null, "jobId and lease");
        require(claimed.getAttempt() != null && claimed.getMaxSeconds() != null, "attempt and maxSeconds");
        require(claimed.getAllowedHosts() != null, "allowedHosts");
        require(
                claimed.getWorkflow() != null
                        && claimed.getWorkflow().getTarget() != null
                        && claimed.getWorkflow().getTarget().getUrl() != null
                        && claimed.getWorkflow().getStepsYaml() != null,
                "a workflow with target and steps");
        require(
                claimed.getEvalSet() != null
                        && claimed.getEvalSet().getRepeats() != null
                        && claimed.getEvalSet().getScenarios() != null
                        && claimed.getEvalSet().getScenarios().stream()
                                .allMatch(scenario -> scenario.getName() != null && scenario.getStepsYaml() != null),
                "an eval set with scenarios");
        require(claimed.getProvider() != null && claimed.getProvider().getName() != null, "a provider");
    }

    private static void require(boolean there, String what) {
        if (!there) {
            throw new IllegalArgumentException("the job has no " + what);
        }
    }

    /** Says nothing of the lease. */
    @Override
    public String toString() {
        return id() + " (attempt " + claimed.getAttempt() + ")";
    }
}
