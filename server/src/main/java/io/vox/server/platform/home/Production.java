package io.vox.server.platform.home;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;

/** Whether the server serves others than the person who tries it ({@code VOX_PRODUCTION=true}). Immutable. */
@Singleton
public final class Production {
    private final boolean on;

    Production(@Property(name = "vox.production", defaultValue = "false") boolean on) {
        this.on = on;
    }

    /** Whether it does. */
    public boolean isOn() {
        return on;
    }

    /**
     * Refuses to start in production for want of a setting.
     *
     * @param variable of the environment that is not there
     * @throws StartException in production
     */
    public void require(String variable) {
        if (on) {
            throw StartException.configuration("In production (VOX_PRODUCTION=true) " + variable
                    + " must be set; docs/security.md says what it is.");
        }
    }
}
