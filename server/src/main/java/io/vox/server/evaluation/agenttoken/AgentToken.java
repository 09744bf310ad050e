package io.vox.server.evaluation.agenttoken;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right of eval agents to work, without its secret.
 *
 * @param prefix first characters of the secret, to tell tokens apart
 * @param expiresAt null = never
 * @param revokedAt null = it was not
 * @param lastUsedAt when an eval agent last registered with it, null = never
 */
record AgentToken(
        String id,
        String name,
        String region,
        Fleet fleet,
        String prefix,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {}
