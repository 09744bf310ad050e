package io.vox.server.platform.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done.
 *
 * @param workspaceId null = it concerns the platform
 * @param actorKind {@code USER}, {@code API_KEY}, {@code EVAL_AGENT}, {@code ANONYMOUS} or {@code SYSTEM}
 * @param actorId of the user or token; null = nobody known
 * @param keyId of the API key; null = there was none
 * @param targetId null = nothing in particular
 * @param changes member to what it is now
 * @param address from where
 * @param traceId of the request; null = outside of one
 */
record AuditEvent(
        String id,
        Instant at,
        @Nullable String workspaceId,
        String actorKind,
        @Nullable String actorId,
        @Nullable String keyId,
        String action,
        @Nullable String targetId,
        Map<String, String> changes,
        @Nullable String address,
        @Nullable String traceId) {}
