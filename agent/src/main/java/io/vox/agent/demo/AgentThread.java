package io.vox.agent.demo;

import io.vox.agent.job.JobHarness;
import io.vox.agent.worker.StopSignal;
import io.vox.agent.worker.Worker;
import io.vox.agent.worker.WorkerEnd;
import io.vox.agent.worker.WorkerFolder;
import io.vox.agent.worker.WorkerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** An eval agent at work in this process. Thread-safe. */
final class AgentThread implements AutoCloseable {
    private static final String NAME = "demo";

    /** Giving back what is begun takes some seconds; with a browser that hangs, some more. */
    private static final Duration ORDERLY = Duration.ofSeconds(12);

    private static final Duration DROPPING = Duration.ofSeconds(5);

    private final WorkerFolder folder;
    private final StopSignal stop = new StopSignal(true);
    private final Worker worker;
    private final Consumer<WorkerEnd> ended;
    private final Thread thread;
    private volatile boolean closed;

    private AgentThread(
            WorkerFolder folder,
            WorkerSettings settings,
            JobHarness harness,
            Consumer<String> talk,
            Consumer<WorkerEnd> ended) {
        this.folder = folder;
        this.worker = new Worker(settings, harness, stop, talk);
        this.ended = ended;
        this.thread = Thread.ofPlatform().name("vox-agent").unstarted(this::work);
    }

    /**
     * Starts it.
     *
     * @param talk gets a line for each change of what it does
     * @param ended is told why it ended, unless it was closed
     */
    static AgentThread start(
            URI server, String token, Path home, JobHarness harness, Consumer<String> talk, Consumer<WorkerEnd> ended) {
        WorkerFolder folder = WorkerFolder.take(home, NAME);
        WorkerSettings settings = new WorkerSettings(server, token, NAME, null, 1, false, true, folder.jobs());
        AgentThread agent = new AgentThread(folder, settings, harness, talk, ended);
        agent.thread.start();
        return agent;
    }

    /** Ends it: what is begun is given back, or dropped when that takes too long. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = Thread.interrupted();
        try {
            stop.to(StopSignal.Phase.RELEASING);
            interrupted |= !ends(ORDERLY);
            stop.to(StopSignal.Phase.DROPPING);
            interrupted |= !ends(DROPPING);
        } finally {
            folder.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for the end; answers whether nobody was impatient meanwhile. */
    private boolean ends(Duration patience) {
        try {
            thread.join(patience);
            return true;
        } catch (InterruptedException impatient) {
            return false;
        }
    }

    private void work() {
        WorkerEnd end = worker.run();
        if (!closed) {
            ended.accept(end);
        }
    }
}
