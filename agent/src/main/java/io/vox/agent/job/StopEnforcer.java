package io.vox.agent.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that a job that must end does end: its thread hears of it where it listens, is interrupted where it does not,
 * and loses its browsers where even that does not help. Once the job only reports, it is interrupted when the lease is
 * lost, and else left alone. Thread-safe.
 */
final class StopEnforcer implements AutoCloseable {
    private static final Duration ORDERLY = Duration.ofSeconds(3);
    private static final Duration INTERRUPTED = Duration.ofSeconds(5);

    private final HeldJob job;
    private final Thread worker;
    private final Runnable lastResort;
    private final CountDownLatch measured = new CountDownLatch(1);
    private final Object lock = new Object();
    private boolean measuring = true;
    private boolean closed;

    private StopEnforcer(HeldJob job, Thread worker, Runnable lastResort) {
        this.job = job;
        this.worker = worker;
        this.lastResort = lastResort;
    }

    /**
     * Watches over what the current thread does until {@link #close}.
     *
     * @param lastResort ends what the thread hangs in
     */
    static StopEnforcer watch(HeldJob job, Runnable lastResort) {
        StopEnforcer enforcer = new StopEnforcer(job, Thread.currentThread(), lastResort);
        Thread.ofVirtual().name("vox-stop-" + job.id()).start(enforcer::enforce);
        return enforcer;
    }

    /** Nothing is measured any more; from here on only a lost lease interrupts. */
    void measured() {
        synchronized (lock) {
            measuring = false;
            // What was meant for the measuring is not for the reporting.
            Thread.interrupted();
        }
        measured.countDown();
    }

    @Override
    public void close() {
        job.over();
        synchronized (lock) {
            closed = true;
            Thread.interrupted();
        }
        measured.countDown();
    }

    private void enforce() {
        try {
            Optional<StopReason> reason = job.awaitStop(null);
            if (reason.isEmpty()) {
                return;
            }
            endMeasuring();
            while (reason.isPresent() && reason.get() != StopReason.LOST) {
                reason = job.awaitStop(reason.get());
            }
            if (reason.isPresent()) {
                interrupt(false);
            }
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
    }

    private void endMeasuring() throws InterruptedException {
        if (measured.await(ORDERLY.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        interrupt(true);
        if (!measured.await(INTERRUPTED.toMillis(), TimeUnit.MILLISECONDS)) {
            lastResort.run();
        }
    }

    private void interrupt(boolean onlyMeasuring) {
        synchronized (lock) {
            if (!closed && measuring == onlyMeasuring) {
                worker.interrupt();
            }
        }
    }
}
