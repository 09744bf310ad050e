package io.vox.server.platform.home;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of a server that is told when it is: it stands still until a spec moves it on. */
@Singleton
@Replaces(value = Clock.class, factory = HomeFactory.class)
@Requires(property = "test.stopped-clock")
public class StoppedClock extends Clock {
    private volatile Instant now;

    StoppedClock(@Property(name = "test.stopped-clock") String now) {
        this.now = Instant.parse(now);
    }

    /** Lets time pass. */
    public void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
