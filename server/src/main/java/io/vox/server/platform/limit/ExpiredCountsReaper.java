package io.vox.server.platform.limit;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Removes counts of tries now and then. Any number of servers may do so at once. */
@Singleton
class ExpiredCountsReaper {
    private final Throttle throttle;

    ExpiredCountsReaper(Throttle throttle) {
        this.throttle = throttle;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "11m")
    @ExecuteOn(TaskExecutors.BLOCKING)
    void run() {
        runOnce();
    }

    /** Returns how many were removed. */
    int runOnce() {
        return throttle.removeExpired();
    }
}
