package io.vox.server.platform.home;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;

/** Makes what the rest of the server is given: its folder, and the clock of all but leases and due times. */
@Factory
final class HomeFactory {
    @Singleton
    VoxHome home(@Property(name = "vox.home") String folder) {
        return VoxHome.at(Path.of(folder));
    }

    /** Leases and due times go by the database's clock, {@code vox_now()}. */
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
