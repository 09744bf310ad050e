package io.vox.server.evaluation.artifact;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How files are kept.
 *
 * @param reserveBytes that stay free on the disk, for what else is written to it; PostgreSQL stops when there is none left
 */
@ConfigurationProperties("vox.evaluation.artifact")
record ArtifactConfiguration(
        @Bindable(defaultValue = "268435456") long reserveBytes) {
    ArtifactConfiguration {
        if (reserveBytes < 0) {
            throw new IllegalArgumentException("vox.evaluation.artifact.reserve-bytes must not be below 0");
        }
    }
}
