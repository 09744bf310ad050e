package io.vox.agent.scenario;

import org.jspecify.annotations.Nullable;

/**
 * Stores a picture of the page with the results of the run.
 *
 * @param filename a plain name ending in {@code .png}, null = chosen by the runner
 */
public record ScreenshotStep(
        StepOrigin origin, boolean elapsedTime, @Nullable String filename) implements Step {
    public ScreenshotStep {
        StepRules.requirePresent(origin, "origin");
        if (filename != null && !StepRules.isScreenshotName(filename)) {
            throw new IllegalArgumentException("not a plain .png file name: " + filename);
        }
    }

    @Override
    public Action action() {
        return Action.SCREENSHOT;
    }
}
