package io.vox.server.identity.key;

import io.vox.server.platform.access.Scope;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key without its secret.
 *
 * @param prefix first characters of the present secret
 * @param usageCount requests that were made with it, some seconds behind
 * @param expiresAt null = never
 * @param lastUsedAt null = never
 * @param rotatedAt null = never
 * @param revokedAt null = it was not
 */
record ApiKey(
        String id,
        WorkspaceId workspaceId,
        UserId createdBy,
        String name,
        String prefix,
        Set<Scope> scopes,
        long usageCount,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant rotatedAt,
        @Nullable Instant revokedAt) {
    ApiKey {
        scopes = Set.copyOf(scopes);
    }
}
