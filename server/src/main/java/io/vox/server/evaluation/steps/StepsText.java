package io.vox.server.evaluation.steps;

/**
 * Steps as somebody wrote them.
 *
 * @param pointer where they stand in the request, such as {@code /scenarios/0/stepsYaml}
 * @param yaml a list of steps
 */
public record StepsText(String pointer, String yaml, StepsUse use) {}
