package io.vox.server.platform.idempotency;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Removes expired keys now and then. Any number of servers may do so at once. */
@Singleton
class ExpiredKeysReaper {
    private final IdempotencyKeys keys;

    ExpiredKeysReaper(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "10m")
    @ExecuteOn(TaskExecutors.BLOCKING)
    void run() {
        runOnce();
    }

    /** Returns how many were removed. */
    int runOnce() {
        return keys.removeExpired();
    }
}
