package io.vox.measurement.timeline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Circumstances of a conversation (measurement 3).
 *
 * @param network impairment profile, {@code clean} by default
 * @param noiseType noise mixed into the caller's speech, null = none
 * @param snrDb signal to noise ratio in dB, null = no noise
 */
public record Condition(
        String network,
        @Nullable String noiseType,
        @Nullable Double snrDb) {
    public Condition {
        Objects.requireNonNull(network, "network");
    }

    /** A clean network and no noise. */
    public static Condition clean() {
        return new Condition("clean", null, null);
    }
}
