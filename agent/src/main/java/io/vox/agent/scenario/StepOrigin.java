package io.vox.agent.scenario;

import java.nio.file.Path;

/**
 * The place where a step is written.
 *
 * @param line 1-based line of the file
 * @param number 1-based number of the step in its list
 */
public record StepOrigin(Path file, int line, int number) {
    public StepOrigin {
        StepRules.requirePresent(file, "file");
        if (line < 1 || number < 1) {
            throw new IllegalArgumentException("line and number start at 1: " + line + ", " + number);
        }
    }
}
