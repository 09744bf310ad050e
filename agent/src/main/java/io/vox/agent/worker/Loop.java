package io.vox.agent.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Does one round after the other on a virtual thread of its own. Thread-safe. */
final class Loop {

    /** What is done again and again. */
    @FunctionalInterface
    interface Round {
        /**
         * Does it once.
         *
         * @return how long to pause before the next time; empty = never again
         */
        Optional<Duration> runOnce() throws InterruptedException;
    }

    private final Thread thread;

    private Loop(Thread thread) {
        this.thread = thread;
    }

    /**
     * Begins.
     *
     * @param broken gets what a round should not have thrown; there is no further one then
     */
    static Loop start(String name, Round round, Consumer<RuntimeException> broken) {
        return new Loop(Thread.ofVirtual().name("vox-" + name).start(() -> go(round, broken)));
    }

    private static void go(Round round, Consumer<RuntimeException> broken) {
        try {
            for (Optional<Duration> pause = round.runOnce(); pause.isPresent(); pause = round.runOnce()) {
                Thread.sleep(pause.get());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unexpected) {
            broken.accept(unexpected);
        }
    }

    /** Ends it at once, in the middle of a round or a pause. */
    void interrupt() {
        thread.interrupt();
    }

    /** Waits until it has ended. */
    void join() throws InterruptedException {
        thread.join();
    }
}
