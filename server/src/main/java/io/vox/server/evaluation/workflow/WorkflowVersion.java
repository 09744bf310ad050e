package io.vox.server.evaluation.workflow;

import io.vox.server.evaluation.provider.ProviderReference;
import java.time.Instant;

/**
 * What a workflow was at one time.
 *
 * @param number from 1
 * @param provider as it is called now
 */
public record WorkflowVersion(
        WorkflowVersionId id,
        WorkflowId workflowId,
        int number,
        ProviderReference provider,
        Target target,
        String stepsYaml,
        Instant createdAt) {
    WorkflowContent content() {
        return new WorkflowContent(provider.id(), target, stepsYaml);
    }
}
