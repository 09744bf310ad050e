package io.vox.server.evaluation.evalset;

import java.time.Instant;

/**
 * What an eval set was at one time.
 *
 * @param number from 1
 */
public record EvalSetVersion(
        EvalSetVersionId id, EvalSetId evalSetId, int number, EvalSetContent content, Instant createdAt) {}
