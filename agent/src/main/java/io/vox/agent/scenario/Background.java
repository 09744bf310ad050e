package io.vox.agent.scenario;

import java.nio.file.Path;

/**
 * A sound that is heard on the caller's side through the whole conversation, from the beginning again when it ends.
 *
 * @param file a recording in any common audio format
 * @param level factor on its samples, above 0 and at most 1; 1 = as recorded
 */
public record Background(Path file, double level) {
    static final double DEFAULT_LEVEL = 1.0;

    public Background {
        StepRules.requirePresent(file, "file");
        if (!isLevel(level)) {
            throw new IllegalArgumentException("level must be above 0 and at most 1, was " + level);
        }
    }

    static boolean isLevel(double level) {
        return level > 0 && level <= 1;
    }
}
