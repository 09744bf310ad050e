package io.vox.sdk;

import java.time.Duration;

/** Waits; specs give one that does not. */
@FunctionalInterface
public interface Sleeper {

    /** Lets the calling thread wait. */
    void sleep(Duration duration) throws InterruptedException;

    /** Waits in real time. */
    static Sleeper real() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}
