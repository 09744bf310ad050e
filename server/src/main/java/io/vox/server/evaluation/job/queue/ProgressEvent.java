package io.vox.server.evaluation.job.queue;

import io.vox.server.evaluation.job.JobEventType;
import org.jspecify.annotations.Nullable;

/**
 * Something that an eval agent tells those who watch.
 *
 * @param number its own number of the event in this attempt, from 1 upwards
 * @param turn JSON object as the contract has it, with {@code TURN}; else null
 */
public record ProgressEvent(
        int number,
        JobEventType type,
        String message,
        @Nullable Integer conversation,
        @Nullable Integer conversations,
        @Nullable String scenario,
        @Nullable String turn) {}
