package io.vox.agent.conversation;

import org.jspecify.annotations.Nullable;

/**
 * How one step went.
 *
 * @param number from 1, over application and scenario together
 * @param action as written in a file
 * @param elapsedMs from the end of the step before to the end of this one
 * @param reported whether {@code metrics: elapsed_time} asked for it
 * @param detail what a person may want to know, null = nothing
 */
public record StepRecord(
        int number,
        String action,
        long elapsedMs,
        boolean reported,
        String status,
        @Nullable String detail) {}
