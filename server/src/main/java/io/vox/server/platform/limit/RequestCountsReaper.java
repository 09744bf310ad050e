package io.vox.server.platform.limit;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Forgets minutes that are over. Any number of servers may do so at once. */
@Singleton
class RequestCountsReaper {
    private final RequestLimits limits;

    RequestCountsReaper(RequestLimits limits) {
        this.limits = limits;
    }

    @Scheduled(fixedDelay = "5m", initialDelay = "5m")
    @ExecuteOn(TaskExecutors.BLOCKING)
    void run() {
        runOnce();
    }

    /** Returns how many counts were removed from the database. */
    int runOnce() {
        return limits.removeOver();
    }
}
