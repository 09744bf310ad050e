package io.vox.server.identity.entry;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Removes registrations that nobody proved. Any number of servers may do so at once. */
@Singleton
class ExpiredRegistrationsReaper {
    private final Registrations registrations;

    ExpiredRegistrationsReaper(Registrations registrations) {
        this.registrations = registrations;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "12m")
    @ExecuteOn(TaskExecutors.BLOCKING)
    void run() {
        runOnce();
    }

    /** Returns how many were removed. */
    int runOnce() {
        return registrations.removeExpired();
    }
}
