package io.vox.agent.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run in order when this process is asked to stop: the run's thread is told, then interrupted, then every process
 * that descends from this one is killed, so that none is left behind. Made by the run's thread; thread-safe.
 */
public final class Cancellation implements AutoCloseable {
    private static final long ORDERLY_SECONDS = 4;
    private static final long INTERRUPTED_SECONDS = 4;
    private static final long ORPHANED_SECONDS = 4;

    private final Thread worker;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "vox-cancellation");
    private volatile boolean requested;

    private Cancellation(Thread worker) {
        this.worker = worker;
    }

    /** Watches over what the current thread does until {@link #close}. */
    public static Cancellation watch() {
        Cancellation cancellation = new Cancellation(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(cancellation.hook);
        return cancellation;
    }

    /** Whether this process was asked to stop. */
    public boolean requested() {
        return requested;
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook is running, and waits for nothing any more.
        }
    }

    void stop() {
        requested = true;
        try {
            if (over.await(ORDERLY_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            worker.interrupt();
            if (!over.await(INTERRUPTED_SECONDS, TimeUnit.SECONDS)) {
                killDescendants();
                over.await(ORPHANED_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        } finally {
            killDescendants();
        }
    }

    private static void killDescendants() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }
}
