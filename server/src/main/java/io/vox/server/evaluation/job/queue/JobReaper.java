package io.vox.server.evaluation.job.queue;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes jobs away from eval agents that went silent. Runs on every server; one at a time does the work. */
@Singleton
class JobReaper {
    private static final Logger LOG = LoggerFactory.getLogger(JobReaper.class);

    private final LeaseEnding leases;

    JobReaper(LeaseEnding leases) {
        this.leases = leases;
    }

    @Scheduled(fixedDelay = "${vox.evaluation.job.reap:10s}", initialDelay = "${vox.evaluation.job.reap:10s}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    void run() {
        try {
            int taken = runOnce();
            if (taken > 0) {
                LOG.info("Took {} jobs away from eval agents that went silent", taken);
            }
        } catch (RuntimeException e) {
            LOG.warn("Cannot look for silent eval agents; trying again: {}", e.toString());
        }
    }

    /** Returns how many jobs were taken away. */
    int runOnce() {
        int all = 0;
        int taken;
        do {
            taken = leases.reap();
            all += taken;
        } while (LeaseEnding.mayBeMore(taken));
        return all;
    }
}
