package io.vox.agent.run.output;

import org.jspecify.annotations.Nullable;

/**
 * One test case.
 *
 * @param type short code of what went wrong
 * @param milliseconds null = none to tell
 */
record JUnitCase(
        String suite,
        String name,
        Outcome outcome,
        String type,
        String message,
        @Nullable Long milliseconds) {
    /** What became of it. */
    enum Outcome {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED
    }
}
