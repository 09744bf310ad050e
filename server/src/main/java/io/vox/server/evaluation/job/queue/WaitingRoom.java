package io.vox.server.evaluation.job.queue;

import io.micronaut.context.annotation.Context;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.vox.server.evaluation.job.JobChannels;
import io.vox.server.evaluation.job.JobConfiguration;
import io.vox.server.platform.notification.NotificationListener;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where claims wait for jobs on this server. As many are woken as jobs arrive, those that have waited longest first; one
 * that leaves without having used its turn passes it on. Now and then, and after notifications were missed, it is looked
 * for jobs that nobody was told of; then one is woken, and the next after it has found something. Thread-safe.
 */
@Context
class WaitingRoom implements NotificationListener, GracefulShutdownCapable {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);

    private final ClaimableScopes claimable;
    private final Duration poll;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private final Semaphore looks = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("waiting-room").unstarted(this::run);
    private volatile boolean closed;

    WaitingRoom(ClaimableScopes claimable, JobConfiguration configuration) {
        this.claimable = claimable;
        this.poll = configuration.poll();
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    @PreDestroy
    void stop() {
        shutdownGracefully();
        thread.interrupt();
    }

    /** Lets all waiting claims go home without a job. */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        closed = true;
        wake(waiter -> true, Integer.MAX_VALUE, null);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String channel() {
        return JobChannels.AVAILABLE;
    }

    @Override
    public void notified(String payload) {
        Arrival.parse(payload).ifPresent(arrival -> wake(arrival, arrival.count()));
    }

    @Override
    public void connected() {
        looks.release();
    }

    /** Begins to wait. Whoever enters first and then looks for a job misses none. */
    Waiter enter(Scope scope) {
        Waiter waiter = new Waiter(scope);
        lock.lock();
        try {
            waiters.add(waiter);
        } finally {
            lock.unlock();
        }
        return waiter;
    }

    /** Returns how many wait. */
    int size() {
        lock.lock();
        try {
            return waiters.size();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (looks.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                    looks.drainPermits();
                }
                look();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.debug("Cannot look for jobs", e);
            }
        }
    }

    private void look() {
        List<Scope> scopes;
        lock.lock();
        try {
            scopes = waiters.stream().map(waiter -> waiter.scope).distinct().toList();
        } finally {
            lock.unlock();
        }
        if (!scopes.isEmpty()) {
            claimable.among(scopes).forEach(this::wakeOne);
        }
    }

    private void wake(Arrival arrival, int count) {
        wake(waiter -> waiter.scope.covers(arrival), count, arrival);
    }

    private void wakeOne(Scope scope) {
        wake(waiter -> waiter.scope.equals(scope), 1, null);
    }

    private void wake(Predicate<Waiter> whom, int count, @Nullable Arrival arrival) {
        lock.lock();
        try {
            int left = count;
            Iterator<Waiter> all = waiters.iterator();
            while (left > 0 && all.hasNext()) {
                Waiter waiter = all.next();
                if (!waiter.called && whom.test(waiter)) {
                    waiter.called = true;
                    waiter.arrival = arrival;
                    waiter.calls.release();
                    left--;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** A claim that waits. Of one thread. */
    final class Waiter implements AutoCloseable {
        private final Scope scope;
        private final Semaphore calls = new Semaphore(0);
        // All guarded by the room's lock: called and not awake yet; awake and looking; what for, null = nobody was
        // told.
        private boolean called;
        private boolean looking;
        private @Nullable Arrival arrival;

        private Waiter(Scope scope) {
            this.scope = scope;
        }

        /** Waits until there may be a job; false if there is none in that time, or the server ends. */
        boolean await(Duration time) throws InterruptedException {
            set(false);
            if (closed || !calls.tryAcquire(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS)) {
                return false;
            }
            set(true);
            return !closed;
        }

        private void set(boolean awake) {
            lock.lock();
            try {
                looking = awake;
                called = called && !awake;
            } finally {
                lock.unlock();
            }
        }

        /** Says that a job was found: where nobody was told of it, there may be more. */
        void found() {
            boolean more;
            lock.lock();
            try {
                more = looking && arrival == null;
                looking = false;
            } finally {
                lock.unlock();
            }
            if (more) {
                wakeOne(scope);
            }
        }

        /** Leaves. A call that came too late, or that nothing was made of, is another's. */
        @Override
        public void close() {
            int unused;
            Arrival of;
            lock.lock();
            try {
                waiters.remove(this);
                unused = closed ? 0 : (called ? 1 : 0) + (looking ? 1 : 0);
                of = arrival;
            } finally {
                lock.unlock();
            }
            if (unused > 0) {
                wake(other -> of == null ? other.scope.equals(scope) : other.scope.covers(of), unused, of);
            }
        }
    }
}
