package io.vox.server.evaluation.board;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refreshes the boards again and again, if this is the server that does. */
@Singleton
class BoardWorker {
    /** After a pass it rests so many times as long as that took, so that results which come all the time are no burden. */
    private static final int RESTS = 15;

    /** A result is to be on the boards within 5 s. */
    private static final long LONGEST_REST_NANOS = Duration.ofMillis(2500).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(BoardWorker.class);

    private final BoardRefresh refresh;
    private final BoardShelf shelf;
    private final ReentrantLock running = new ReentrantLock();
    private boolean failing;
    private long restUntil = System.nanoTime();

    BoardWorker(BoardRefresh refresh, BoardShelf shelf) {
        this.refresh = refresh;
        this.shelf = shelf;
    }

    /** Refreshes, unless it does so all the time: then it rests. */
    @Scheduled(fixedDelay = "${vox.evaluation.board.interval:500ms}", scheduler = TaskExecutors.SCHEDULED)
    void runRested() {
        long begun = System.nanoTime();
        if (begun - restUntil >= 0) {
            run();
            long end = System.nanoTime();
            restUntil = end + Math.min(LONGEST_REST_NANOS, RESTS * (end - begun));
        } else {
            attempt(shelf::update);
        }
    }

    /** Refreshes now, and takes what was made, here or by another server. */
    void run() {
        attempt(() -> {
            runOnce();
            shelf.update();
        });
    }

    private void attempt(Runnable work) {
        try {
            work.run();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("Cannot refresh the boards; trying again", e);
            }
            failing = true;
        }
    }

    /** Does what there is to do now; empty if that is another server's. */
    Optional<BoardRefresh.Pass> runOnce() {
        running.lock();
        boolean done = false;
        try {
            Optional<BoardRefresh.Pass> pass = refresh.run();
            done = true;
            return pass;
        } finally {
            if (!done) {
                // What is remembered may hold what was rolled back.
                refresh.forget();
            }
            running.unlock();
        }
    }
}
