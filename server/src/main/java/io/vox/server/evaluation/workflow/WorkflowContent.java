package io.vox.server.evaluation.workflow;

import io.vox.server.evaluation.provider.ProviderId;

/**
 * What a version of a workflow consists of.
 *
 * @param stepsYaml a list of steps that bring the agent to listen; blank = none
 */
public record WorkflowContent(ProviderId providerId, Target target, String stepsYaml) {}
