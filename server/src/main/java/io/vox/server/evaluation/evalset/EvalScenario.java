package io.vox.server.evaluation.evalset;

/**
 * One conversation of an eval set.
 *
 * @param name no two of an eval set are alike
 * @param stepsYaml a list of steps
 */
public record EvalScenario(String name, String stepsYaml) {}
