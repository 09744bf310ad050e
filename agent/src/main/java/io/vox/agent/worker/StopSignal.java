package io.vox.agent.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How urgently the worker is asked to stop. Each {@link #raise} is more urgent than the one before: finish what is begun,
 * give it back, drop it. Thread-safe.
 */
public final class StopSignal {

    /** What the worker is to do. */
    public enum Phase {
        /** Ask for jobs and do them. */
        WORKING,
        /** Take no more jobs; finish and report those that are held. */
        FINISHING,
        /** Stop the jobs that are held and give them back. */
        RELEASING,
        /** Stop at once and tell nobody. */
        DROPPING
    }

    private final boolean releasing;
    private final List<Consumer<Phase>> listeners = new ArrayList<>();
    private Phase phase = Phase.WORKING;

    /**
     * Makes a signal that was not raised.
     *
     * @param releasing whether the first one already gives jobs back
     */
    public StopSignal(boolean releasing) {
        this.releasing = releasing;
    }

    /** Asks to stop, more urgently than before. */
    public void raise() {
        to(
                switch (phase()) {
                    case WORKING -> releasing ? Phase.RELEASING : Phase.FINISHING;
                    case FINISHING -> Phase.RELEASING;
                    case RELEASING, DROPPING -> Phase.DROPPING;
                });
    }

    /** Asks to do at least what {@code wanted} says. */
    public void to(Phase wanted) {
        List<Consumer<Phase>> told;
        synchronized (this) {
            if (wanted.compareTo(phase) <= 0) {
                return;
            }
            phase = wanted;
            notifyAll();
            told = List.copyOf(listeners);
        }
        told.forEach(listener -> listener.accept(wanted));
    }

    /** Tells {@code listener} of every change from now on, on the thread that asks for it. */
    public synchronized void onChange(Consumer<Phase> listener) {
        listeners.add(listener);
    }

    synchronized Phase phase() {
        return phase;
    }

    boolean isRaised() {
        return phase() != Phase.WORKING;
    }

    /** Waits until it is raised. */
    synchronized void await() throws InterruptedException {
        while (phase == Phase.WORKING) {
            wait();
        }
    }

    /** Waits until it is raised or the time is over; answers whether it is raised. */
    synchronized boolean await(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (phase == Phase.WORKING) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
        return true;
    }
}
