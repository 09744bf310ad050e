package io.vox.server.identity.session;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Removes expired tokens now and then. Any number of servers may do so at once. */
@Singleton
class ExpiredTokensReaper {
    private final SessionService sessions;

    ExpiredTokensReaper(SessionService sessions) {
        this.sessions = sessions;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "10m")
    @ExecuteOn(TaskExecutors.BLOCKING)
    void run() {
        runOnce();
    }

    /** Returns how many were removed. */
    int runOnce() {
        return sessions.removeExpired();
    }
}
