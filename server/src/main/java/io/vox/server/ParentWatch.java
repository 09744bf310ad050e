package io.vox.server;

import java.io.IOException;

/**
 * Ends this process when its stdin does. Whoever starts a server with a pipe there and never writes to it does not leave it
 * behind, however itself ends.
 */
final class ParentWatch {
    /** Ending in order takes less; a client that holds on to its connection must not make it take longer. */
    private static final long LIMIT_MS = 3000;

    private ParentWatch() {}

    /**
     * Begins to watch.
     *
     * @param end ends the process
     */
    static void begin(Runnable end) {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> watch(end));
    }

    private static void watch(Runnable end) {
        try {
            while (System.in.read() >= 0) {
                // What the parent says does not matter.
            }
        } catch (IOException broken) {
            // As good as an end.
        }
        Thread.ofPlatform().daemon().name("parent-watch-limit").start(ParentWatch::limit);
        end.run();
    }

    private static void limit() {
        try {
            Thread.sleep(LIMIT_MS);
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
        // The database is told by the kernel.
        Runtime.getRuntime().halt(0);
    }
}
