package io.vox.server.evaluation.evalagent;

import io.vox.server.evaluation.agenttoken.Fleet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A test runner.
 *
 * @param version of its program
 * @param createdAt when it first registered
 * @param expiresAt when its token ceases to work, null = never
 * @param lastJobAt when it last claimed a job, null = never
 */
record EvalAgent(
        String id,
        String name,
        String region,
        Fleet fleet,
        EvalAgentState state,
        String tokenId,
        String version,
        Instant createdAt,
        @Nullable Instant expiresAt,
        Instant lastSeenAt,
        @Nullable Instant lastJobAt) {}
