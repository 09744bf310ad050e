package io.vox.server.evaluation.agenttoken;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token to make.
 *
 * @param expiresAt null = never
 */
record NewAgentToken(
        String name, String region, Fleet fleet, @Nullable Instant expiresAt) {}
