package io.vox.server.evaluation.provider;

import io.vox.server.platform.access.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product that can be evaluated.
 *
 * @param workspaceId whose it is; null = the platform's, seen by all
 * @param calibration whether it is the built-in agent with known delays
 */
public record Provider(
        ProviderId id,
        @Nullable WorkspaceId workspaceId,
        String name,
        ProviderSku sku,
        String url,
        boolean calibration,
        Instant createdAt) {
    /** Returns what others show of it. */
    public ProviderReference reference() {
        return new ProviderReference(id, name, sku, calibration);
    }
}
