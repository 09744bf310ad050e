package io.vox.server.evaluation.board;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refreshes the boards again and again, if this is the server that does. */
@Singleton
class BoardWorker {
    private static final Logger LOG = LoggerFactory.getLogger(BoardWorker.class);

    private final BoardRefresh refresh;
    private final BoardShelf shelf;
    private final ReentrantLock running = new ReentrantLock();
    private boolean failing;

    BoardWorker(BoardRefresh refresh, BoardShelf shelf) {
        this.refresh = refresh;
        this.shelf = shelf;
    }

    @Scheduled(fixedDelay = "${vox.evaluation.board.interval:500ms}", scheduler = TaskExecutors.SCHEDULED)
    void run() {
        try {
            runOnce();
            shelf.update();
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
        try {
            return refresh.run();
        } catch (RuntimeException e) {
            // What is remembered may hold what was rolled back.
            refresh.forget();
            throw e;
        } finally {
            running.unlock();
        }
    }
}
