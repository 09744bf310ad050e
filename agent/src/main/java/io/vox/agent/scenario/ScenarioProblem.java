package io.vox.agent.scenario;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong in a file.
 *
 * @param line 1-based, 0 = the file as a whole
 * @param step 1-based number of the step, 0 = not inside a step
 * @param action the step's action as written, null = none is readable
 */
public record ScenarioProblem(
        Path file, int line, int step, @Nullable String action, String message) {
    public ScenarioProblem {
        StepRules.requirePresent(file, "file");
        StepRules.requireText(message, "message");
    }

    /** Returns {@code file:line: step N (action): message}, leaving out what is not known. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(": ");
        if (step > 0) {
            text.append("step ").append(step);
            if (action != null) {
                text.append(" (").append(action).append(')');
            }
            text.append(": ");
        }
        return text.append(message).toString();
    }
}
