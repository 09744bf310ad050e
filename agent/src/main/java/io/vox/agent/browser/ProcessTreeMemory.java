package io.vox.agent.browser;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Ends a browser that takes more memory than an evaluated page may, before the host suffers. Looks once a second, on a
 * thread of its own; does nothing where the system does not tell the memory of a process. Thread-safe.
 */
final class ProcessTreeMemory implements AutoCloseable {
    static final long DEFAULT_LIMIT_BYTES = 4L << 30;
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final BrowserProcesses processes;
    private final long limitBytes;
    private final Thread watcher;
    private volatile boolean exceeded;

    private ProcessTreeMemory(Path folder, long limitBytes) {
        this.processes = new BrowserProcesses(folder);
        this.limitBytes = limitBytes;
        this.watcher = Thread.ofVirtual().name("browser-memory").unstarted(this::watch);
    }

    /** Watches the browser that works in {@code folder}, from when it runs until it ends. */
    static ProcessTreeMemory watch(Path folder, long limitBytes) {
        ProcessTreeMemory memory = new ProcessTreeMemory(folder, limitBytes);
        memory.watcher.start();
        return memory;
    }

    /**
     * Returns as long as the limit was kept.
     *
     * @throws VoxFault {@code browser_memory} once the browser was ended for its memory
     */
    void requireWithinLimit() {
        if (exceeded) {
            throw new VoxFault(
                    FaultCode.BROWSER_MEMORY,
                    "the browser took more than " + (limitBytes >> 20) + " MiB of memory on this page and was ended");
        }
    }

    private void watch() {
        ProcessHandle root = null;
        try {
            while (!exceeded) {
                Thread.sleep(BETWEEN);
                if (root == null || !root.isAlive()) {
                    root = processes.root().orElse(null);
                }
                if (root != null && BrowserProcesses.residentBytes(root) > limitBytes) {
                    exceeded = true;
                    processes.kill();
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
