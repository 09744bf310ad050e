package io.vox.agent.worker;

import io.vox.agent.job.HeldJob;
import io.vox.agent.job.StopReason;
import java.util.ArrayList;
import java.util.List;

/** The jobs that this eval agent does right now, and the room for more. Thread-safe. */
final class HeldJobs {
    private final int slots;
    private final List<HeldJob> jobs = new ArrayList<>();

    HeldJobs(int slots) {
        this.slots = slots;
    }

    /** Waits for a free slot. */
    synchronized void awaitFreeSlot() throws InterruptedException {
        while (jobs.size() >= slots) {
            wait();
        }
    }

    synchronized void add(HeldJob job) {
        jobs.add(job);
    }

    synchronized void remove(HeldJob job) {
        jobs.remove(job);
        notifyAll();
    }

    synchronized List<HeldJob> all() {
        return List.copyOf(jobs);
    }

    synchronized boolean isEmpty() {
        return jobs.isEmpty();
    }

    void stopAll(StopReason reason) {
        all().forEach(job -> job.stop(reason));
    }

    /** Waits until no job is left. */
    synchronized void awaitEmpty() throws InterruptedException {
        while (!jobs.isEmpty()) {
            wait();
        }
    }
}
